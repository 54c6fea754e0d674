import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, FieldBox, useT } from '#platform/web/index.ts'
import { Fault } from '../admin/Fault.tsx'
import { useDo } from '../admin/useDo.ts'

type Level = 'info' | 'warn' | 'urgent'

interface Wishes {
  email: string | null
  emailLevel: Level | null
  smsLevel: Level | null
}

interface Answer extends Wishes {
  ways: { email: boolean; sms: boolean }
}

const FROM_LEVEL: readonly { value: Level | 'none'; text: Text }[] = [
  { value: 'none', text: text('不发', 'None') },
  { value: 'urgent', text: text('只发紧急的', 'Urgent ones only') },
  { value: 'warn', text: text('提醒和紧急的', 'Reminders and urgent ones') },
  { value: 'info', text: text('全部', 'All') },
]

function Form({ known }: { known: Answer }): ReactNode {
  const t = useT()
  const [form, setForm] = useState<Wishes>({ email: known.email, emailLevel: known.emailLevel, smsLevel: known.smsLevel })
  const { run, busy, error } = useDo('told')
  const level = (id: string, label: Text, value: Level | null, set: (level: Level | null) => void): ReactNode => (
    <FieldBox id={id} label={t(label)} required>
      <Select<Level | 'none'>
        id={id}
        value={value ?? 'none'}
        style={{ width: '100%' }}
        options={FROM_LEVEL.map((o) => ({ value: o.value, label: t(o.text) }))}
        onChange={(next) => set(next === 'none' ? null : next)}
      />
    </FieldBox>
  )
  return (
    <>
      <Fault error={error} />
      {known.ways.email ? (
        <>
          <FieldBox id="told-email" label={t(text('邮箱', 'E-mail'))}>
            <Input
              id="told-email"
              type="email"
              autoComplete="email"
              maxLength={254}
              value={form.email ?? ''}
              onChange={(e) => setForm({ ...form, email: e.target.value.trim() || null })}
            />
          </FieldBox>
          {level('told-email-level', text('发邮件', 'By e-mail'), form.emailLevel, (emailLevel) => setForm({ ...form, emailLevel }))}
        </>
      ) : null}
      {known.ways.sms
        ? level('told-sms', text('发短信', 'By text message'), form.smsLevel, (smsLevel) => setForm({ ...form, smsLevel }))
        : null}
      <Button type="primary" loading={busy} onClick={() => void run(() => api.put('/api/notices/settings', form), text('已保存', 'Saved'))}>
        {t(text('保存', 'Save'))}
      </Button>
    </>
  )
}

/** How one is told outside the program. Nothing is offered that this server cannot do. */
export function Told(): ReactNode {
  const t = useT()
  const { data } = useQuery({ queryKey: ['told'], queryFn: () => api.get<Answer>('/api/notices/settings') })
  if (!data || (!data.ways.email && !data.ways.sms)) return null
  return (
    <Card title={t(text('怎么通知我', 'How I am told'))}>
      <Form known={data} />
    </Card>
  )
}
