import { useEffect, useRef } from 'react'

const keys: [string, string][] = [
  ['/', 'search'], ['g h', 'home'], ['g c', 'controls'], ['g k', 'catalog'], ['g p', 'policies'], ['g r', 'records'], ['g s', 'sources'], ['g l', 'evidence log'],
  ['j', 'next row, next step'], ['k', 'previous row, previous step'], ['Enter', 'open'], ['← →', 'step through an explanation'], ['?', 'this list'],
]

export function Help({ opened, close }: { opened: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (opened) dialog.current?.showModal()
    else dialog.current?.close()
  }, [opened])
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={close} onClick={(event) => { if (event.target === dialog.current) close() }}>
      <div className="spread" style={{ marginBottom: 12 }}>
        <h2 id="help-title">Keys</h2>
        <button type="button" className="top-menu" onClick={close}>Close</button>
      </div>
      <dl className="keys">
        {keys.map(([key, what]) => <div key={key} style={{ display: 'contents' }}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}
      </dl>
    </dialog>
  )
}
