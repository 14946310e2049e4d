import type { ColumnDef } from '@tanstack/react-table'

import type { CatalogParameter } from '../api/types'
import { AppLink } from '../scope/AppLink'
import { paths } from '../scope/paths'
import { DataTable } from '../table/DataTable'
import { LaterLines } from './LaterLines'

const types: Partial<Record<CatalogParameter['type'], string>> = { duration: 'exact time', span: 'calendar or business time', window: 'window of the calendar', int: 'number', double: 'number', bool: 'yes or no', string: 'text' }
const range = ({ min, max }: CatalogParameter) => (min !== null && max !== null ? `${min} – ${max}` : '')

const title: ColumnDef<CatalogParameter> = {
  id: 'title', header: 'Our number', accessorKey: 'title',
  cell: ({ row: { original } }) => <><div>{original.title}</div><code className="second break">param.{original.name}</code></>,
}
const value: ColumnDef<CatalogParameter> = {
  id: 'value', header: 'Value', accessorKey: 'value',
  cell: ({ row: { original } }) => <><strong>{original.words}</strong>{original.value !== original.default && <div className="second small">default {original.default}</div>}<LaterLines later={original.later} /></>,
}
const unit: ColumnDef<CatalogParameter> = { id: 'unit', header: 'Unit', accessorFn: ({ type }) => types[type] ?? type, meta: { wide: true } }
const within: ColumnDef<CatalogParameter> = { id: 'range', header: 'Range', enableSorting: false, cell: ({ row }) => range(row.original) || <span className="second">any</span> }
const why: ColumnDef<CatalogParameter> = { id: 'why', header: 'Why', accessorKey: 'why', enableSorting: false, meta: { wide: true }, cell: ({ row }) => <span className="second small">{row.original.why}</span> }
const used: ColumnDef<CatalogParameter> = {
  id: 'used', header: 'Read by', accessorFn: ({ used_by }) => used_by?.length ?? 0, meta: { wide: true },
  cell: ({ row: { original } }) => <span className="small">{original.used_by?.map((control, index) => <span key={control}>{index > 0 && ', '}<AppLink to={paths.catalogPart(control)}>{control}</AppLink></span>)}</span>,
}

/** The numbers that a company chooses: value, default, unit and range. */
export function ParameterTable({ parameters, empty }: { parameters: CatalogParameter[]; empty: string }) {
  const columns = parameters.some((parameter) => parameter.used_by) ? [title, value, unit, within, used, why] : [title, value, unit, within, why]
  return <DataTable caption="Our numbers" columns={columns} rows={parameters} error={null} rowKey={(row) => row.name} sorting="here" words={{ empty, notKnown: null, noPermission: 'You may not see the catalog.' }} />
}
