import { Input, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { OrgPicker, useMe, useT } from '#platform/web/index.ts'
import { withOrgFilter, type OrgFilter, type OrgSearch } from './search.ts'
import { useCatalog, useDivisions } from './useRegistry.ts'
import { ORG_KINDS, ORG_SIZES, ORG_STATUS } from './words.ts'

const listOf = (value: string | undefined): string[] => (value ? value.split(',').filter((v) => v !== '') : [])

/** The filters of the list of organisations; each change goes into the address. */
export function OrgFilters({ search, onChange }: { search: OrgSearch; onChange: (search: OrgSearch) => void }): ReactNode {
  const t = useT()
  const id = useId()
  const { me } = useMe()
  const { list: sectors } = useCatalog()
  const places = useDivisions(me?.path)
  const set = (key: OrgFilter, value: string | undefined): void => onChange(withOrgFilter(search, key, value))
  const choice = (key: OrgFilter, label: Text, options: { value: string; label: string }[], many = true, width = 150): ReactNode => (
    <Select<string | string[]>
      aria-label={t(label)}
      mode={many ? 'multiple' : undefined}
      maxTagCount="responsive"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: width }}
      placeholder={t(label)}
      popupMatchSelectWidth={false}
      value={many ? listOf(search[key]) : search[key]}
      options={options}
      onChange={(value) => set(key, Array.isArray(value) ? value.join(',') : (value ?? undefined))}
    />
  )
  const words = (choices: Readonly<Record<string, Text>>): { value: string; label: string }[] =>
    Object.entries(choices).map(([value, label]) => ({ value, label: t(label) }))
  return (
    <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
      <Input.Search
        // A link that brings other words starts the box anew.
        key={search.q ?? ''}
        id={`${id}-q`}
        aria-label={t(text('查找单位', 'Find an organisation'))}
        defaultValue={search.q}
        allowClear
        maxLength={60}
        style={{ width: 300, maxWidth: '100%' }}
        placeholder={t(text('名称、拼音首字母（如 cjhg）或信用代码', 'Name, pinyin initials (cjhg) or code'))}
        onSearch={(q) => set('q', q.trim())}
      />
      {choice(
        'sector',
        text('行业', 'Sector'),
        sectors.map((s) => ({ value: s.id, label: t(s.text) })),
      )}
      {choice(
        'path',
        text('地方', 'Place'),
        places.map((d) => ({ value: d.path, label: d.name })),
        false,
      )}
      {choice('size', text('规模', 'Size'), words(ORG_SIZES), true, 110)}
      {choice('status', text('状态', 'Status'), words(ORG_STATUS), true, 110)}
      {choice('kind', text('类别：企业', 'Kind: enterprise'), words(ORG_KINDS), true, 130)}
      <span className="row-acts">
        <label htmlFor={`${id}-office`}>{t(text('监管部门', 'Office'))}</label>
        <OrgPicker
          id={`${id}-office`}
          kind="office"
          width={200}
          label={t(text('监管部门', 'Supervising office'))}
          value={search.officeId ?? null}
          onChange={(officeId) => set('officeId', officeId ?? undefined)}
        />
      </span>
      <Select
        aria-label={t(text('排序', 'Order'))}
        value={search.sort ?? 'name'}
        options={[
          { value: 'name', label: t(text('按名称', 'By name')) },
          { value: 'recent', label: t(text('刚改过的在前', 'Latest change first')) },
        ]}
        onChange={(value) => set('sort', value === 'name' ? undefined : value)}
      />
    </div>
  )
}
