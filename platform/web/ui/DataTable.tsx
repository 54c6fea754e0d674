import { Checkbox, Table, type TableProps } from 'antd'
import type { Key, ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'
import { usePhone } from './usePhone.ts'
import './ui.css'

export interface Column<T> {
  readonly key: string
  readonly text: Text
  readonly render: (row: T) => ReactNode
  readonly width?: number
  readonly align?: 'left' | 'right' | 'center'
  /** On the card of a phone: the first line, below with its label, below without, or not at all. */
  readonly card?: 'title' | 'sub' | 'bare' | 'hide'
}

export interface Selection<T> {
  readonly keys: readonly string[]
  readonly onChange: (keys: string[]) => void
  readonly can: (row: T) => boolean
  /** What a tick box is called to screen readers: the row in words. */
  readonly name: (row: T) => string
}

export interface DataTableProps<T> {
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly rowKey: (row: T) => string
  /** What the table holds, for screen readers. */
  readonly caption: Text
  readonly loading?: boolean
  readonly selection?: Selection<T>
}

function Cards<T extends object>({ rows, columns, rowKey, caption, selection }: DataTableProps<T>): ReactNode {
  const t = useT()
  const toggle = (key: string, on: boolean): void =>
    selection?.onChange(on ? [...selection.keys, key] : selection.keys.filter((k) => k !== key))
  return (
    <ul className="cards" aria-label={t(caption)}>
      {rows.map((row) => {
        const key = rowKey(row)
        return (
          <li key={key}>
            {selection?.can(row) ? (
              <Checkbox
                checked={selection.keys.includes(key)}
                onChange={(e) => toggle(key, e.target.checked)}
                aria-label={t(text(`选中 ${selection.name(row)}`, `Select ${selection.name(row)}`))}
              />
            ) : null}
            <div className="cards-main">
              {columns
                .filter((c) => c.card === 'title')
                .map((c) => (
                  <div key={c.key}>{c.render(row)}</div>
                ))}
              <div className="cards-sub">
                {columns
                  .filter((c) => c.card !== 'title' && c.card !== 'hide')
                  .map((c) => (
                    <span key={c.key}>
                      {c.card === 'bare' ? null : <span className="cards-label">{t(c.text)}</span>}
                      {c.render(row)}
                    </span>
                  ))}
              </div>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** A table on the desktop, a list of cards on a phone, from one list of columns. */
export function DataTable<T extends object>(props: DataTableProps<T>): ReactNode {
  const { rows, columns, rowKey, caption, loading = false, selection } = props
  const t = useT()
  const phone = usePhone()
  if (phone) return <Cards {...props} />
  const chosen: TableProps<T>['rowSelection'] = selection
    ? {
        selectedRowKeys: [...selection.keys],
        onChange: (keys: Key[]) => selection.onChange(keys.map(String)),
        getCheckboxProps: (row: T) => ({
          disabled: !selection.can(row),
          'aria-label': t(text(`选中 ${selection.name(row)}`, `Select ${selection.name(row)}`)),
        }),
        getTitleCheckboxProps: () => ({ 'aria-label': t(text('全选', 'Select all')) }),
      }
    : undefined
  return (
    <Table<T>
      aria-label={t(caption)}
      size="small"
      loading={loading}
      rowKey={rowKey}
      dataSource={rows}
      pagination={false}
      rowSelection={chosen}
      columns={columns.map((c) => ({
        key: c.key,
        title: t(c.text),
        width: c.width,
        align: c.align,
        render: (_: unknown, row: T) => c.render(row),
      }))}
    />
  )
}
