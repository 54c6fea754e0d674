import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Drawer, Input, InputNumber, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, ApiError, byField, FieldBox, OrgPicker, useDraft, useMe, usePhone, useT } from '#platform/web/index.ts'
import type { OrgRow } from '../model.ts'
import { normalUscc, usccFault } from '../rules.ts'
import { useCatalog, useDivisions, useRefresh } from './useRegistry.ts'
import { CRS_TEXT, ORG_KINDS, ORG_SIZES, ORG_STATUS } from './words.ts'

interface Form {
  kind: string
  name: string
  aliases: string[]
  uscc: string
  path: string | null
  officeId: string | null
  sector: string | null
  size: string | null
  status: string
  address: string
  lng: number | null
  lat: number | null
  crs: string
  legalPerson: string
  phone: string
}

const NAMES = [
  'kind',
  'name',
  'aliases',
  'uscc',
  'path',
  'officeId',
  'sector',
  'size',
  'status',
  'address',
  'place',
  'legalPerson',
  'phone',
]

const EMPTY: Form = {
  kind: 'enterprise',
  name: '',
  aliases: [],
  uscc: '',
  path: null,
  officeId: null,
  sector: null,
  size: null,
  status: 'active',
  address: '',
  lng: null,
  lat: null,
  crs: 'wgs84',
  legalPerson: '',
  phone: '',
}

const formOf = (org: OrgRow): Form => ({
  ...org,
  uscc: org.uscc ?? '',
  address: org.address ?? '',
  legalPerson: org.legalPerson ?? '',
  phone: org.phone ?? '',
  crs: 'wgs84',
})

/** What is sent: empty texts are null; the place goes as one thing. */
function bodyOf(form: Form): Record<string, unknown> {
  const { lng, lat, crs, ...rest } = form
  const filled = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, typeof value === 'string' && value.trim() === '' ? null : value]),
  )
  return { ...filled, place: lng === null || lat === null ? null : { lng, lat, crs } }
}

interface Draft {
  /** How the record was when the typing began. */
  readonly base: Form
  readonly form: Form
}

/** Only what was typed goes into a patch: what somebody else changed meanwhile in another field stays. */
function changesOf({ base, form }: Draft): Record<string, unknown> {
  const before = bodyOf(base)
  return Object.fromEntries(
    Object.entries(bodyOf(form)).filter(([key, value]) => key !== 'kind' && JSON.stringify(before[key]) !== JSON.stringify(value)),
  )
}

interface OrgEditProps {
  /** Null = a new one. */
  readonly org: OrgRow | null
  /** False: an enterprise in its own file, which may change less. */
  readonly editAll: boolean
  readonly onClose: () => void
  readonly onSaved: (id: string) => void
}

/** Enters or changes an organisation; mounted while it is open. What was typed is kept until it is saved. */
export function OrgEdit({ org, editAll, onClose, onSaved }: OrgEditProps): ReactNode {
  const t = useT()
  const id = useId()
  const phone = usePhone()
  const { me } = useMe()
  const catalog = useCatalog()
  const places = useDivisions(me?.path)
  const refresh = useRefresh()
  const [start] = useState<Draft>(() => {
    const form = org ? formOf(org) : EMPTY
    return { base: form, form }
  })
  const [draft, setDraft, clear] = useDraft<Draft>(org ? `org.${org.id}` : 'org.new', start)
  const { form } = draft
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [rest, setRest] = useState<string[]>([])
  const set = (patch: Partial<Form>): void => setDraft({ ...draft, form: { ...form, ...patch } })

  const save = useMutation({
    mutationFn: () =>
      org
        ? api.patch<OrgRow>(`/api/orgs/${org.id}`, { version: org.version, ...changesOf(draft) })
        : api.post<OrgRow>(
            '/api/orgs',
            Object.fromEntries(Object.entries(bodyOf(form)).filter(([key, value]) => key !== 'officeId' || value !== null)),
          ),
    onSuccess: (saved) => {
      clear()
      refresh()
      onClose()
      onSaved(saved.id)
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return setRest([t(text('没有保存，请重试', 'It was not saved; please try again'))])
      const found = byField(error.errors, NAMES)
      setErrors(found.fields)
      setRest([error.message, error.detail, ...found.rest].filter((s) => s !== ''))
      if (error.status === 409) refresh()
    },
  })

  const submit = (): void => {
    const code = normalUscc(form.uscc)
    const fault = code === '' ? null : usccFault(code)
    const found: Record<string, string> = {}
    if (form.name.trim() === '') found['name'] = t(text('请填写名称', 'Fill in the name'))
    if (form.path === null) found['path'] = t(text('请选择所在地区', 'Choose the division'))
    if (fault) found['uscc'] = t(fault)
    if ((form.lng === null) !== (form.lat === null))
      found['place'] = t(text('经度、纬度要么都填，要么都不填', 'Give both longitude and latitude, or neither'))
    setErrors(found)
    setRest([])
    if (Object.keys(found).length === 0) save.mutate()
  }

  const box = (name: string, label: Text, control: ReactNode, more: { required?: boolean; hint?: Text } = {}): ReactNode => (
    <FieldBox
      id={`${id}-${name}`}
      label={t(label)}
      required={more.required ?? false}
      error={errors[name]}
      hint={more.hint ? t(more.hint) : undefined}
    >
      {control}
    </FieldBox>
  )
  const line = (name: 'name' | 'uscc' | 'address' | 'legalPerson' | 'phone', max: number, locked = false): ReactNode => (
    <Input id={`${id}-${name}`} value={form[name]} maxLength={max} disabled={locked} onChange={(e) => set({ [name]: e.target.value })} />
  )
  const pick = (
    name: 'kind' | 'path' | 'sector' | 'size' | 'status',
    options: { value: string; label: string }[],
    clearable: boolean,
    locked = false,
  ): ReactNode => (
    <Select
      id={`${id}-${name}`}
      value={form[name]}
      options={options}
      allowClear={clearable}
      disabled={locked}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      onChange={(value: string | undefined) => set({ [name]: value ?? null })}
    />
  )
  const words = (choices: Readonly<Record<string, Text>>) => Object.entries(choices).map(([value, label]) => ({ value, label: t(label) }))
  // A place outside the list of one's own divisions is shown as it is, not hidden.
  const divisions = places.map((d) => ({ value: d.path, label: d.name }))
  if (org && !places.some((d) => d.path === org.path)) divisions.unshift({ value: org.path, label: org.divisionName ?? org.path })

  return (
    <Drawer
      open
      onClose={onClose}
      size={phone ? '100%' : 560}
      title={org ? t(text('修改单位', 'Change the organisation')) : t(text('登记单位', 'Enter an organisation'))}
      footer={
        <div className="row-acts">
          <Button type="primary" loading={save.isPending} onClick={submit}>
            {t(text('保存', 'Save'))}
          </Button>
          <Button onClick={onClose}>{t(text('关闭（保留已填）', 'Close (keeps what was typed)'))}</Button>
        </div>
      }
    >
      {rest.length > 0 ? (
        <Alert type="error" showIcon title={rest[0]} description={rest.slice(1).join(' ')} style={{ marginBottom: 12 }} />
      ) : null}
      {editAll ? null : (
        <Alert
          type="info"
          style={{ marginBottom: 12 }}
          title={t(text('灰色的项由监管部门维护', 'Items in grey are kept by the supervising office'))}
        />
      )}
      {org ? null : box('kind', text('类别', 'Kind'), pick('kind', words(ORG_KINDS), false), { required: true })}
      {box('name', text('名称', 'Name'), line('name', 200, !editAll), {
        required: true,
        hint: text('营业执照上的全称', 'The full name on the licence'),
      })}
      {box('uscc', text('统一社会信用代码', 'Unified social credit code'), line('uscc', 40, !editAll))}
      {box('path', text('所在地区', 'Division'), pick('path', divisions, false, !editAll), { required: true })}
      {box(
        'officeId',
        text('监管部门', 'Supervising office'),
        <OrgPicker
          id={`${id}-officeId`}
          kind="office"
          value={form.officeId}
          valueName={org?.officeName}
          disabled={!editAll}
          onChange={(officeId) => set({ officeId })}
        />,
        { hint: text('不选就是您所在的部门', 'Your own office unless chosen') },
      )}
      {box(
        'sector',
        text('行业', 'Sector'),
        pick(
          'sector',
          catalog.list.map((s) => ({ value: s.id, label: t(s.text) })),
          true,
          !editAll,
        ),
      )}
      {box('size', text('规模', 'Size'), pick('size', words(ORG_SIZES), true))}
      {box('status', text('状态', 'Status'), pick('status', words(ORG_STATUS), false, !editAll), { required: true })}
      {box('legalPerson', text('主要负责人', 'Principal'), line('legalPerson', 60))}
      {box('phone', text('电话', 'Telephone'), line('phone', 40))}
      {box('address', text('地址', 'Address'), line('address', 300))}
      {box(
        'place',
        text('位置（经度、纬度）', 'Place (longitude, latitude)'),
        <div className="row-acts">
          <InputNumber
            id={`${id}-place`}
            aria-label={t(text('经度', 'Longitude'))}
            value={form.lng}
            min={-180}
            max={180}
            placeholder={t(text('经度', 'Longitude'))}
            style={{ width: 130 }}
            onChange={(lng) => set({ lng })}
          />
          <InputNumber
            aria-label={t(text('纬度', 'Latitude'))}
            value={form.lat}
            min={-90}
            max={90}
            placeholder={t(text('纬度', 'Latitude'))}
            style={{ width: 130 }}
            onChange={(lat) => set({ lat })}
          />
          <Select
            aria-label={t(text('坐标系', 'Coordinate system'))}
            value={form.crs}
            options={words(CRS_TEXT)}
            popupMatchSelectWidth={false}
            style={{ width: 160 }}
            onChange={(crs) => set({ crs })}
          />
        </div>,
        {
          hint: text(
            '从高德、腾讯、百度地图抄来的，请选对坐标系，系统会换算',
            'If copied from Amap, Tencent or Baidu choose its system; it is converted',
          ),
        },
      )}
      {box(
        'aliases',
        text('别名', 'Other names'),
        <Select
          id={`${id}-aliases`}
          mode="tags"
          open={false}
          value={form.aliases}
          style={{ width: '100%' }}
          onChange={(aliases: string[]) => set({ aliases })}
        />,
      )}
    </Drawer>
  )
}
