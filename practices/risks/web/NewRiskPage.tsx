import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { say, text, type Text } from '#kernel/text.ts'
import { api, ApiError, byField, Card, Failure, FieldBox, Loading, Page, useDraft, useLang, useMe, useT } from '#platform/web/index.ts'
import { KIND_TEXT, KINDS, type ControlInput } from '../model.ts'
import { GradeForm, type Grading } from './GradeForm.tsx'
import { SourceNote } from './parts.tsx'
import { cleaned, PointFields, type PointValues } from './PointFields.tsx'
import { POINT_FIELDS } from './PointForm.tsx'
import { useRefresh } from './useRisks.ts'
import './risks.css'

interface Template {
  id: string
  text: Text
  kind: (typeof KINDS)[number]
  workshop: Text
  post: Text
  accidents: Text[]
  factors: { code: string; text: Text }[]
  proposal: Grading
  controls: {
    kind: ControlInput['kind']
    text: Text
    level: ControlInput['level']
    check?: { period: NonNullable<ControlInput['period']>; text: Text }
  }[]
  emergency: Text[]
  source: { text: Text; status: string }
}

interface Draft {
  readonly template: string | null
  readonly kind: (typeof KINDS)[number]
  readonly values: PointValues
  readonly grading: Grading
}

const EMPTY: Draft = {
  template: null,
  kind: 'place',
  values: { name: '', workshop: '', post: '', accidents: [], factors: [{ code: '21', text: '' }], emergency: [], controls: [] },
  grading: { method: 'LEC', inputs: {} },
}

/** A template as a draft; the proposed values are shown and are to be looked at, like every line. */
function draftOf(template: Template, word: (value: Text) => string): Draft {
  return {
    template: template.id,
    kind: template.kind,
    values: {
      name: word(template.text),
      workshop: word(template.workshop),
      post: word(template.post),
      accidents: template.accidents.map(word),
      factors: template.factors.map((f) => ({ code: f.code, text: word(f.text) })),
      emergency: template.emergency.map(word),
      controls: template.controls.map((c) => ({
        kind: c.kind,
        level: c.level,
        text: word(c.text),
        period: c.check?.period ?? null,
        check: c.check ? word(c.check.text) : null,
      })),
    },
    grading: template.proposal,
  }
}

function Form({ orgId, templates }: { orgId: string; templates: readonly Template[] }): ReactNode {
  const t = useT()
  const { lang } = useLang()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const [draft, setDraft, clear] = useDraft<Draft>(`risk-new.${orgId}`, EMPTY)
  const chosen = templates.find((one) => one.id === draft.template)
  const save = useMutation({
    mutationFn: () => {
      const graded = Object.keys(draft.grading.inputs).length > 0
      const body = { ...cleaned(draft.values), kind: draft.kind, template: draft.template, orgId, grade: graded ? draft.grading : null }
      return api.post<{ id: string }>('/api/risks/points', body)
    },
    onSuccess: ({ id }) => {
      clear()
      refresh()
      void navigate({ to: '/risks/$id' as never, params: { id } as never })
    },
  })
  const faults = save.error instanceof ApiError ? byField(save.error.errors, POINT_FIELDS) : { fields: {}, rest: [] }
  return (
    <>
      <Card>
        <FieldBox
          id="point-template"
          label={t(text('从行业模板开始', "Start from the sector's template"))}
          hint={
            chosen ? (
              <>
                {t(chosen.source.text)} <SourceNote status={chosen.source.status} />
              </>
            ) : (
              t(text('模板只是起点，每一条都要按本单位实际核对', 'A template is a start; every line is to be checked'))
            )
          }
        >
          <Select
            id="point-template"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.template}
            placeholder={t(text('选择模板，或直接填写', 'Choose a template, or fill in'))}
            style={{ width: '100%' }}
            options={templates.map((one) => ({ value: one.id, label: `${t(one.text)}（${t(KIND_TEXT[one.kind])}）` }))}
            onChange={(id) => {
              const next = templates.find((one) => one.id === id)
              setDraft(next ? draftOf(next, (value) => say(value, lang)) : EMPTY)
            }}
          />
        </FieldBox>
        <FieldBox id="point-kind" label={t(text('类别', 'Kind'))} required group>
          <Radio.Group
            id="point-kind"
            aria-labelledby="point-kind-label"
            optionType="button"
            value={draft.kind}
            options={KINDS.map((k) => ({ value: k, label: t(KIND_TEXT[k]) }))}
            onChange={(e) => setDraft({ ...draft, kind: e.target.value as Draft['kind'] })}
          />
        </FieldBox>
        <PointFields value={draft.values} onChange={(values) => setDraft({ ...draft, values })} errors={faults.fields} />
      </Card>
      <Card title={t(text('定级', 'Grade'))}>
        <GradeForm value={draft.grading} onChange={(grading) => setDraft({ ...draft, grading })} />
      </Card>
      {save.error ? <Alert type="error" showIcon title={save.error.message} description={faults.rest.join('；') || undefined} /> : null}
      <div className="check-end">
        <Button type="primary" size="large" loading={save.isPending} onClick={() => save.mutate()}>
          {t(text('保存', 'Save'))}
        </Button>
      </div>
    </>
  )
}

/** Enters a risk point of one's own enterprise. */
export default function NewRiskPage(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const orgId = me?.orgId ?? null
  const found = useQuery({
    queryKey: ['risks', 'templates', orgId],
    queryFn: () => api.get<{ items: Template[] }>('/api/risks/templates', { orgId }),
    enabled: orgId !== null,
  })
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />
  if (!found.data || orgId === null) return <Loading />
  return (
    <Page title={t(text('登记风险点', 'Enter a risk point'))}>
      <Form orgId={orgId} templates={found.data.items} />
    </Page>
  )
}
