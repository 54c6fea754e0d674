import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, FieldBox, useT } from '#platform/web/index.ts'
import { Fault } from '../admin/Fault.tsx'
import { useDo } from '../admin/useDo.ts'

const EMPTY = { current: '', password: '', again: '' }

/** The own password. Typed passwords are never kept on the device. */
export function Password(): ReactNode {
  const t = useT()
  const [form, setForm] = useState(EMPTY)
  const { run, busy, error } = useDo('me', 'sessions')
  const faults = new Map(error instanceof ApiError ? error.errors.map((e) => [e.field, e.message]) : [])
  const differs = form.again !== '' && form.again !== form.password
  const ready = form.current !== '' && form.password !== '' && form.again === form.password
  const store = async (): Promise<void> => {
    const { current, password } = form
    if (
      await run(
        () => api.post('/api/me/password', { current, password }),
        text('密码已修改，其他设备须重新登录', 'Changed; other devices sign in again'),
      )
    )
      setForm(EMPTY)
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        if (ready) void store()
      }}
    >
      {faults.size === 0 ? <Fault error={error} /> : null}
      <FieldBox id="pw-current" label={t(text('当前密码', 'Current password'))} required error={faults.get('body.current')}>
        <Input.Password
          id="pw-current"
          autoComplete="current-password"
          value={form.current}
          onChange={(e) => setForm({ ...form, current: e.target.value })}
        />
      </FieldBox>
      <FieldBox
        id="pw-new"
        label={t(text('新密码', 'New password'))}
        required
        error={faults.get('body.password')}
        hint={t(text('至少 8 位；可以用一句话。', 'At least 8 characters; a sentence will do.'))}
      >
        <Input.Password
          id="pw-new"
          autoComplete="new-password"
          value={form.password}
          onChange={(e) => setForm({ ...form, password: e.target.value })}
        />
      </FieldBox>
      <FieldBox
        id="pw-again"
        label={t(text('再输一遍新密码', 'New password again'))}
        required
        error={differs ? t(text('两次输入不一样', 'The two differ')) : undefined}
      >
        <Input.Password
          id="pw-again"
          autoComplete="new-password"
          value={form.again}
          onChange={(e) => setForm({ ...form, again: e.target.value })}
        />
      </FieldBox>
      <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
        {t(text('修改密码', 'Change the password'))}
      </Button>
    </form>
  )
}
