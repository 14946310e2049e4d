// The one table. Its state (sort) is in the URL, and what it shows when there is nothing to show has to be said by every page.
import './table.css'

import { flexRender, getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type RowData } from '@tanstack/react-table'
import { useMemo, type ReactNode } from 'react'

import type { ApiProblem } from '../api/client'
import { useParam, useSetParams } from '../scope/scope'
import { nextSort, readSort } from './sorting'
import { TableState } from './TableState'

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData extends RowData, TValue> { numeric?: boolean; wide?: boolean }
}

export interface TableWords {
  /** What would fill it, and the button that does. */
  empty: ReactNode
  /** Why the list may not be whole; null where it is. */
  notKnown: ReactNode
  noPermission: ReactNode
}

interface DataTableProps<Row> {
  caption: string
  columns: ColumnDef<Row>[]
  rows: Row[] | undefined
  error: ApiProblem | Error | null
  words: TableWords
  rowKey: (row: Row, index: number) => string
  /** `server`: the page asks for sorted rows; `here`: all rows are here. */
  sorting: 'server' | 'here' | 'none'
  sortParam?: string
  more?: { load: () => void; loading: boolean; shown: number; total: number | null } | undefined
}

export function DataTable<Row>({ caption, columns, rows, error, words, rowKey, sorting, sortParam = 'sort', more }: DataTableProps<Row>) {
  const sort = useParam(sortParam)
  const setParams = useSetParams()
  const sortingState = useMemo(() => readSort(sort), [sort])
  const none = useMemo<Row[]>(() => [], [])
  const table = useReactTable({
    data: rows ?? none, columns, state: { sorting: sortingState }, manualSorting: sorting !== 'here', enableSorting: sorting !== 'none',
    getCoreRowModel: getCoreRowModel(), getSortedRowModel: getSortedRowModel(), getRowId: rowKey,
  })
  const cellClass = (meta: { numeric?: boolean; wide?: boolean } | undefined) =>
    [meta?.numeric && 'numeric', meta?.wide && 'wide'].filter(Boolean).join(' ') || undefined

  return (
    <div>
      {words.notKnown !== null && rows !== undefined && <div className="table-note">{words.notKnown}</div>}
      <div className="table-frame">
        <table className="table">
          <caption className="sr-only">{caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => {
                  const sorted = header.column.getIsSorted()
                  const title = flexRender(header.column.columnDef.header, header.getContext())
                  return (
                    <th key={header.id} scope="col" className={cellClass(header.column.columnDef.meta)}
                      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}>
                      {header.column.getCanSort()
                        ? <button type="button" className="table-sort" onClick={() => setParams({ [sortParam]: nextSort(sort, header.column.id) })}>{title}{sorted === 'asc' ? ' ↑' : sorted === 'desc' ? ' ↓' : ''}</button>
                        : title}
                    </th>
                  )
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id}>
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id} className={cellClass(cell.column.columnDef.meta)}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TableState rows={rows} error={error} words={words} more={more} />
    </div>
  )
}
