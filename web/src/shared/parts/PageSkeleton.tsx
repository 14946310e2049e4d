import './parts.css'

export function PageSkeleton() {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {[30, 70, 62, 66, 48].map((width) => <div key={width} style={{ width: `${width}%` }} />)}
    </div>
  )
}
