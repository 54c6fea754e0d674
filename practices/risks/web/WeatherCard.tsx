import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, Level, MinuteField, Nothing, useHolds, useMe, useT, When } from '#platform/web/index.ts'
import type { WeatherRow } from '../region-model.ts'

const LEVELS = {
  red: text('红色', 'Red'),
  orange: text('橙色', 'Orange'),
  yellow: text('黄色', 'Yellow'),
  blue: text('蓝色', 'Blue'),
} as const
const TOKEN = { red: 'red', orange: 'orange', yellow: 'gold', blue: 'blue' } as const

interface Typed {
  what: string
  level: WeatherRow['level']
  source: string
  from: string
  to?: string
}

/** Form.Item hands over value and onChange. */
const FILLED = { value: '', onChange: () => undefined }

/** Typed as Beijing time. */
const instant = (minute: string): string => new Date(`${minute}:00+08:00`).toISOString()
const minuteNow = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16)

/** Weather warnings in force: what they are, whose, until when; recorded and ended by the duty desk. */
export function WeatherCard(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const { me } = useMe()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Typed>()
  const list = useQuery({ queryKey: ['weather'], queryFn: () => api.get<{ items: WeatherRow[] }>('/api/risks/weather') })
  const renew = (): void =>
    void Promise.all([client.invalidateQueries({ queryKey: ['weather'] }), client.invalidateQueries({ queryKey: ['region'] })])
  const refused = (e: unknown): void =>
    void message.error(e instanceof ApiError ? [e.message, ...e.errors.map((x) => x.message)].join('；') : String(e))
  const add = useMutation({
    mutationFn: (v: Typed) =>
      api.post('/api/risks/weather', {
        path: me?.path ?? '',
        level: v.level,
        what: v.what,
        source: v.source,
        from: instant(v.from),
        to: v.to ? instant(v.to) : null,
      }),
    onSuccess: () => {
      setOpen(false)
      form.resetFields()
      renew()
    },
    onError: refused,
  })
  const end = useMutation({ mutationFn: (id: string) => api.post(`/api/risks/weather/${id}/end`, {}), onSuccess: renew, onError: refused })
  const [now] = useState(() => Date.now())
  const held = (list.data?.items ?? []).filter((w) => Date.parse(w.from) <= now && (w.to === null || Date.parse(w.to) > now))
  return (
    <Card
      title={t(text('气象预警', 'Weather warnings'))}
      extra={
        holds('risk.weather') ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t(text('登记', 'Record'))}
          </Button>
        ) : null
      }
    >
      {held.length === 0 ? (
        <Nothing what={text('没有生效的气象预警', 'No weather warning in force')} />
      ) : (
        <ul className="rows">
          {held.map((w) => (
            <li key={w.id} className="row">
              <span className="row-title">
                {w.areaName} {w.what}
              </span>
              <Level colour={TOKEN[w.level]} text={LEVELS[w.level]} />
              <div className="row-sub">
                {w.source} · <When at={w.from} />{' '}
                {holds('risk.weather') ? (
                  <Button size="small" type="link" onClick={() => end.mutate(w.id)}>
                    {t(text('解除', 'End'))}
                  </Button>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      <Modal
        open={open}
        title={t(text('登记气象预警', 'Record a weather warning'))}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={add.isPending}
        okText={t(text('登记', 'Record'))}
        cancelText={t(text('取消', 'Cancel'))}
      >
        <Form form={form} layout="vertical" onFinish={(v) => add.mutate(v)} initialValues={{ level: 'yellow', from: minuteNow() }}>
          <Form.Item
            name="what"
            label={t(text('什么预警', 'What'))}
            rules={[{ required: true, max: 60, message: t(text('请写明，如：暴雨', 'For example: rainstorm')) }]}
          >
            <Input />
          </Form.Item>
          <Form.Item name="level" label={t(text('级别', 'Level'))}>
            <Select options={Object.entries(LEVELS).map(([value, words]) => ({ value, label: t(words) }))} />
          </Form.Item>
          <Form.Item
            name="source"
            label={t(text('来源', 'Source'))}
            rules={[{ required: true, max: 200, message: t(text('请写明发布单位和文号', 'Who issued it')) }]}
          >
            <Input />
          </Form.Item>
          <Form.Item name="from" label={t(text('生效时间', 'From'))} rules={[{ required: true }]}>
            <MinuteField {...FILLED} />
          </Form.Item>
          <Form.Item name="to" label={t(text('解除时间（未定可不填）', 'To (may stay empty)'))}>
            <MinuteField {...FILLED} />
          </Form.Item>
        </Form>
      </Modal>
    </Card>
  )
}
