import { useEffect, useRef, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'

export const KEYS: readonly { readonly keys: string; readonly text: Text }[] = [
  { keys: 'J ↓', text: text('下一条', 'next') },
  { keys: 'K ↑', text: text('上一条', 'previous') },
  { keys: 'N', text: text('下一条待定', 'next open') },
  { keys: 'A', text: text('采用', 'accept') },
  { keys: 'R', text: text('不采用', 'reject') },
  { keys: 'E', text: text('修改', 'edit') },
  { keys: 'S', text: text('拆分', 'split') },
  { keys: 'M', text: text('并入下一条', 'merge with next') },
  { keys: 'O', text: text('改回待定', 'reopen') },
  { keys: 'U', text: text('撤销', 'undo') },
  { keys: '1–5', text: text('只看一类', 'one kind only') },
  { keys: '0', text: text('全部类别', 'all kinds') },
  { keys: '[ ]', text: text('上下一章', 'chapter before, after') },
  { keys: 'C', text: text('下一条把握不大的', 'next unsure') },
  { keys: '?', text: text('收起按键表', 'hide this') },
]

/** The keys of the desk, shown. */
export function KeyLegend(): ReactNode {
  const t = useT()
  return (
    <ul className="keys" aria-label={t(text('按键', 'Keys'))}>
      {KEYS.map((k) => (
        <li key={k.keys}>
          {k.keys.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {t(k.text)}
        </li>
      ))}
    </ul>
  )
}

/** Calls back for keys pressed outside of fields and dialogs. The callback says whether it knew the key. */
export function useKeys(enabled: boolean, onKey: (key: string) => boolean): void {
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    if (!enabled) return
    const hear = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null
      const undo = (event.ctrlKey || event.metaKey) && event.key === 'z'
      if (event.altKey || ((event.ctrlKey || event.metaKey) && !undo)) return
      if (target?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=combobox], .ant-select')) return
      if (latest.current(undo ? 'u' : event.key.length === 1 ? event.key.toLowerCase() : event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [enabled])
}
