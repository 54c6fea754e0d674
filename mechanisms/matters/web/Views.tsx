import { DeleteOutlined, StarOutlined } from '@ant-design/icons'
import { Button, Input, Popover } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useMe, useT } from '#platform/web/index.ts'
import { dropView, savedViews, saveView, type MatterSearch } from './filters.ts'

interface ViewsProps {
  /** Lists of different pages keep their views apart. */
  readonly scope: string
  readonly search: MatterSearch
  readonly onPick: (search: MatterSearch) => void
}

function Menu({ person, scope, search, onPick }: ViewsProps & { person: string }): ReactNode {
  const t = useT()
  const [views, setViews] = useState(() => savedViews(localStorage, person, scope))
  const [name, setName] = useState('')
  const save = (): void => {
    if (name.trim() === '') return
    setViews(saveView(localStorage, person, scope, { name: name.trim(), search }))
    setName('')
  }
  return (
    <div style={{ width: 260, maxWidth: '80vw' }}>
      {views.length === 0 ? <p className="muted">{t(text('还没有保存的筛选', 'No filters saved yet'))}</p> : null}
      <ul className="rows">
        {views.map((view) => (
          <li key={view.name} style={{ display: 'flex' }}>
            <Button type="link" style={{ flex: 1, justifyContent: 'flex-start' }} onClick={() => onPick(view.search)}>
              {view.name}
            </Button>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t(text(`删除 ${view.name}`, `Delete ${view.name}`))}
              onClick={() => setViews(dropView(localStorage, person, scope, view.name))}
            />
          </li>
        ))}
      </ul>
      <div style={{ display: 'flex', gap: 6, marginTop: 6 }}>
        <Input
          value={name}
          maxLength={20}
          aria-label={t(text('给当前筛选起名', 'Name for the present filter'))}
          placeholder={t(text('给当前筛选起名', 'Name this filter'))}
          onChange={(e) => setName(e.target.value)}
          onPressEnter={save}
        />
        <Button type="primary" disabled={name.trim() === ''} onClick={save}>
          {t(text('保存', 'Save'))}
        </Button>
      </div>
    </div>
  )
}

/** The named filters of the person on this device. */
export function Views(props: ViewsProps): ReactNode {
  const t = useT()
  const { me } = useMe()
  const [open, setOpen] = useState(false)
  if (!me) return null
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Menu
          {...props}
          person={me.person.id}
          onPick={(search) => {
            setOpen(false)
            props.onPick(search)
          }}
        />
      }
    >
      <Button icon={<StarOutlined />}>{t(text('我的筛选', 'My filters'))}</Button>
    </Popover>
  )
}
