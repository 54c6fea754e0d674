import type { ReactNode } from 'react'

/** A page: its one heading, what may be done, then the answer. */
export function Page({
  title,
  extra,
  children,
  wide,
}: {
  title: ReactNode
  extra?: ReactNode
  children: ReactNode
  wide?: boolean
}): ReactNode {
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="page-head">
        <h1>{title}</h1>
        <div className="page-extra">{extra}</div>
      </header>
      {children}
    </div>
  )
}

export function Card({
  title,
  extra,
  children,
  className,
}: {
  title?: ReactNode
  extra?: ReactNode
  children: ReactNode
  className?: string
}): ReactNode {
  return (
    <section className={`card ${className ?? ''}`}>
      {title ? (
        <div className="card-head">
          <h2>{title}</h2>
          <div>{extra}</div>
        </div>
      ) : null}
      {children}
    </section>
  )
}
