import { FilterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, DayField, OrgPicker, useMe, usePhone, useT } from '#platform/web/index.ts'
import type { KindInfo } from '../model.ts'
import { listOf, withFilter, type FilterKey, type MatterSearch } from './filters.ts'
import { useSectors } from './sectors.ts'
import { PHASES } from './words.ts'
import './matters.css'

interface Option {
  readonly value: string
  readonly text: Text
}

const DUE: readonly Option[] = [
  { value: 'overdue', text: text('已超期', 'Overdue') },
  { value: 'soon', text: text('48 小时内到期', 'Due in 48 hours') },
]
const WHOSE: readonly Option[] = [
  { value: 'turn', text: text('轮到我办', 'My turn') },
  { value: 'me', text: text('我的', 'Mine') },
]
const RECURRING: readonly Option[] = [{ value: 'true', text: text('只看重复发生的', 'Recurring only') }]
const WITHOUT: readonly Option[] = [
  { value: 'org', text: text('未登记单位', 'No organisation') },
  { value: 'office', text: text('未登记监管单位', 'No office') },
  { value: 'sector', text: text('未登记行业', 'No sector') },
  { value: 'level', text: text('未定等级', 'No level') },
]
const SORTS: readonly Option[] = [
  { value: 'opened', text: text('新开的在前', 'Newest first') },
  { value: 'due', text: text('先到期的在前', 'First due first') },
  { value: 'since', text: text('刚变化的在前', 'Latest change first') },
]
/** Phases as people ask for them; `open,waiting` is one answer: under way. */
const WAYS: readonly Option[] = [
  { value: 'open,waiting', text: text('在办', 'Under way') },
  { value: 'closed', text: PHASES['closed'] ?? text('已办结', 'Closed') },
  { value: 'void', text: PHASES['void'] ?? text('已撤销', 'Void') },
]

interface FiltersProps {
  readonly search: MatterSearch
  readonly onChange: (search: MatterSearch) => void
  /** Kinds that the list can hold. */
  readonly kinds: readonly KindInfo[]
  /** Filters that the list sets itself are not asked. */
  readonly fixed: MatterSearch
  readonly orgName: string | null
}

/** The divisions below my post's, fetched when somebody wants to choose. */
function usePlaces(wanted: boolean): readonly Option[] {
  const { me } = useMe()
  const { data } = useQuery({
    queryKey: ['divisions', me?.path],
    queryFn: () => api.get<{ items: { path: string; name: string }[] }>('/api/divisions', { path: me?.path }),
    enabled: wanted,
    staleTime: 3_600_000,
  })
  return (data?.items ?? []).map((d) => ({ value: d.path, text: text(d.name, d.name) }))
}

const union = (kinds: readonly KindInfo[], part: 'states' | 'levels'): Option[] => {
  const found = new Map<string, Text>()
  for (const kind of kinds) for (const [value, def] of Object.entries(kind[part])) found.set(value, found.get(value) ?? def.text)
  return [...found].map(([value, words]) => ({ value, text: words }))
}

/** The filters of a list of matters; each change goes into the address. */
export function Filters({ search, onChange, kinds, fixed, orgName }: FiltersProps): ReactNode {
  const t = useT()
  const id = useId()
  const sectors = useSectors()
  const phone = usePhone()
  const [unfolded, setUnfolded] = useState(false)
  // On a phone the list comes first; what is set is counted on the button.
  const inForce = Object.keys(search).filter((key) => key !== 'q').length
  const [places, setPlaces] = useState(search.path !== undefined)
  const towns = usePlaces(places)
  const set = (key: FilterKey, value: string | undefined): void => onChange(withFilter(search, key, value))
  const wanted = listOf(search.kind)
  const narrowed = wanted.length > 0 ? kinds.filter((k) => wanted.includes(k.id)) : kinds
  const choice = (
    key: FilterKey,
    label: Text,
    options: readonly Option[],
    more: { many?: boolean; always?: boolean; onOpen?: () => void } = {},
  ): ReactNode => {
    const now = more.many ? listOf(search[key]) : search[key]
    // A value from a link that is not among the choices is shown as it is, not hidden.
    const strange = [now].flat().filter((v): v is string => v !== undefined && !options.some((o) => o.value === v))
    if (fixed[key] !== undefined || (options.length < 2 && strange.length === 0 && !more.always)) return null
    return (
      <div className="f">
        <label htmlFor={`${id}-${key}`}>{t(label)}</label>
        <Select<string | string[]>
          id={`${id}-${key}`}
          mode={more.many ? 'multiple' : undefined}
          maxTagCount="responsive"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={now}
          placeholder={t(text('不限', 'Any'))}
          popupMatchSelectWidth={false}
          options={[...options.map((o) => ({ value: o.value, label: t(o.text) })), ...strange.map((v) => ({ value: v, label: v }))]}
          onOpenChange={more.onOpen}
          onChange={(value) => set(key, Array.isArray(value) ? value.join(',') : (value ?? undefined))}
        />
      </div>
    )
  }
  const day = (key: 'openedFrom' | 'openedTo', label: Text): ReactNode => (
    <DayField aria-label={t(label)} value={search[key] ?? ''} onChange={(next) => set(key, next)} />
  )
  return (
    <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
      <div className="f f-wide">
        <label htmlFor={`${id}-q`}>{t(text('查找', 'Find'))}</label>
        <Input.Search
          // A view or a link that brings other words starts the box anew.
          key={search.q ?? ''}
          id={`${id}-q`}
          defaultValue={search.q}
          allowClear
          maxLength={60}
          placeholder={t(text('标题、编号、单位', 'Title, number, organisation'))}
          onSearch={(q) => set('q', q.trim())}
        />
      </div>
      {phone ? (
        <Button icon={<FilterOutlined />} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {inForce > 0 ? t(text(`筛选（${inForce}）`, `Filters (${inForce})`)) : t(text('筛选', 'Filters'))}
        </Button>
      ) : null}
      {phone && !unfolded ? null : (
        <>
          {choice(
            'kind',
            text('种类', 'Kind'),
            kinds.map((k) => ({ value: k.id, text: k.text })),
            { many: true },
          )}
          {choice('phase', text('办理', 'Progress'), WAYS)}
          {choice('state', text('状态', 'State'), union(narrowed, 'states'), { many: true })}
          {choice('level', text('等级', 'Level'), union(narrowed, 'levels'), { many: true })}
          {choice('due', text('期限', 'Deadline'), DUE)}
          {choice('whose', text('归谁', 'Whose'), WHOSE)}
          {choice(
            'sector',
            text('行业', 'Sector'),
            sectors.list.map((s) => ({ value: s.id, text: s.text })),
            { many: true },
          )}
          {choice('path', text('地方', 'Place'), towns, { always: true, onOpen: () => setPlaces(true) })}
          {fixed.orgId === undefined ? (
            <div className="f f-wide">
              <label htmlFor={`${id}-org`}>{t(text('单位', 'Organisation'))}</label>
              <OrgPicker
                id={`${id}-org`}
                value={search.orgId ?? null}
                valueName={orgName}
                width={220}
                onChange={(org) => set('orgId', org ?? undefined)}
              />
            </div>
          ) : null}
          <div className="f f-wide">
            <span>{t(text('开始日期', 'Opened'))}</span>
            <div className="range">
              {day('openedFrom', text('开始日期从', 'Opened from'))}
              <span aria-hidden="true">–</span>
              {day('openedTo', text('开始日期到', 'Opened to'))}
            </div>
          </div>
          {choice('recurring', text('重复', 'Recurring'), RECURRING, { always: true })}
          {search.without ? choice('without', text('缺少登记', 'Not recorded'), WITHOUT) : null}
          {fixed.sort === undefined ? (
            <div className="f">
              <label htmlFor={`${id}-sort`}>{t(text('排序', 'Order'))}</label>
              <Select
                id={`${id}-sort`}
                value={search.sort ?? 'opened'}
                options={SORTS.map((o) => ({ value: o.value, label: t(o.text) }))}
                onChange={(value) => set('sort', value === 'opened' ? undefined : value)}
              />
            </div>
          ) : null}
        </>
      )}
    </div>
  )
}
