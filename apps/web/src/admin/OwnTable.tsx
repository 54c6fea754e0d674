import { Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { addDays, sayDate } from '#kernel/calendar/index.ts'
import type { OwnEntry } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { DataTable, Nothing, useT, type Column } from '#platform/web/index.ts'
import { isFixed, nextVersion, STANDING_WORDS, standingOf, type Editing } from './own-lists.ts'

interface OwnTableProps<E> {
  readonly entries: readonly E[]
  readonly today: string
  /** Where it stands, in one line. */
  readonly about: (entry: E) => string
  readonly mayChange: boolean
  readonly onEdit: (editing: Editing<E>) => void
  readonly onEnd: (id: string) => void
}

/** Own entries with the days they hold; the latest first. */
export function OwnTable<E extends OwnEntry>({ entries, today, about, mayChange, onEdit, onEnd }: OwnTableProps<E>): ReactNode {
  const t = useT()
  if (entries.length === 0) return <Nothing what={text('还没有录入', 'Nothing entered yet')} />
  const acts = (entry: E): ReactNode => {
    if (standingOf(entry, today) === 'past') return null
    const fixed = isFixed(entry, today)
    return (
      <span className="admin-line">
        <Button size="small" onClick={() => onEdit(fixed ? nextVersion(entry, today) : { entry, follows: null, draft: entry.id })}>
          {t(fixed ? text('改版', 'New version') : text('修改', 'Edit'))}
        </Button>
        {entry.to === null ? (
          <Popconfirm
            title={t(
              fixed
                ? text('从明天起停用？过去的记录不变。', 'End it from tomorrow? Records stay.')
                : text('删除这一条？它还没有用过。', 'Remove it? It was not used yet.'),
            )}
            okText={t(text('确定', 'Yes'))}
            cancelText={t(text('取消', 'Cancel'))}
            onConfirm={() => onEnd(entry.id)}
          >
            <Button size="small">{t(fixed ? text('停用', 'End') : text('删除', 'Remove'))}</Button>
          </Popconfirm>
        ) : null}
      </span>
    )
  }
  const columns: Column<E>[] = [
    { key: 'text', text: text('内容', 'Entry'), card: 'title', render: (e) => e.text },
    { key: 'about', text: text('出处', 'Source'), render: about },
    {
      key: 'when',
      text: text('生效', 'In force'),
      width: 250,
      render: (e) => (
        <>
          {t(STANDING_WORDS[standingOf(e, today)])}{' '}
          <span className="muted">
            {e.to === null
              ? t(text(`${sayDate(e.from).zh}起`, `from ${sayDate(e.from).en}`))
              : t(
                  text(
                    `${sayDate(e.from).zh}至${sayDate(addDays(e.to, -1)).zh}`,
                    `${sayDate(e.from).en} to ${sayDate(addDays(e.to, -1)).en}`,
                  ),
                )}
          </span>
        </>
      ),
    },
    ...(mayChange ? [{ key: 'do', text: text('办理', 'Do'), width: 150, card: 'bare' as const, render: acts }] : []),
  ]
  const rows = entries.toSorted((a, b) => b.from.localeCompare(a.from) || a.text.localeCompare(b.text, 'zh'))
  return <DataTable rows={rows} columns={columns} rowKey={(e) => e.id} caption={text('本地录入的条目', 'Own entries')} />
}
