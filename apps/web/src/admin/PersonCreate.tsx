import { Button, Checkbox, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { Handed } from './Handed.tsx'
import { firstPassword } from './people.ts'
import { NO_POST, postBody, postReady, type PostDraft } from './post-draft.ts'
import { PostFields } from './PostFields.tsx'
import { useDo } from './useDo.ts'

interface PersonDraft {
  readonly name: string
  readonly phone: string
  readonly username: string
  readonly signsIn: boolean
  readonly post: PostDraft
}

const EMPTY: PersonDraft = { name: '', phone: '', username: '', signsIn: true, post: NO_POST }

/** Enters a person with an account and a first post. The first password is made here and shown once. */
export function PersonCreate({ onClose }: { onClose: () => void }): ReactNode {
  const t = useT()
  const [form, setForm, clear] = useDraft('admin.person', EMPTY)
  const [password] = useState(() => firstPassword())
  const [done, setDone] = useState(false)
  const { run, busy, error } = useDo('people')
  const ready = form.name.trim() !== '' && postReady(form.post) && (!form.signsIn || form.username.trim() !== '')
  const store = async (): Promise<void> => {
    const body = {
      name: form.name.trim(),
      phone: form.phone.trim() || null,
      post: postBody(form.post),
      ...(form.signsIn ? { account: { username: form.username.trim(), password } } : {}),
    }
    if (!(await run(() => api.post('/api/people', body), text('人员已录入', 'Entered')))) return
    if (form.signsIn) setDone(true)
    else {
      clear()
      onClose()
    }
  }
  const leave = (): void => {
    if (done) clear()
    onClose()
  }
  return (
    <Sheet
      open
      width={680}
      onClose={leave}
      title={t(text('新增人员', 'New person'))}
      footer={
        done ? (
          <Button type="primary" onClick={leave}>
            {t(text('已记下，关闭', 'Noted; close'))}
          </Button>
        ) : (
          <>
            <Button onClick={leave}>{t(text('取消', 'Cancel'))}</Button>
            <Button type="primary" disabled={!ready} loading={busy} onClick={() => void store()}>
              {t(text('录入', 'Enter'))}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <Handed name={form.name} username={form.username} password={password} />
      ) : (
        <>
          <Fault error={error} />
          <div className="form-two">
            <FieldBox id="person-name" label={t(text('姓名', 'Name'))} required>
              <Input
                id="person-name"
                value={form.name}
                maxLength={60}
                autoFocus
                onChange={(e) => setForm({ ...form, name: e.target.value })}
              />
            </FieldBox>
            <FieldBox id="person-phone" label={t(text('电话', 'Phone'))}>
              <Input
                id="person-phone"
                value={form.phone}
                maxLength={20}
                inputMode="tel"
                onChange={(e) => setForm({ ...form, phone: e.target.value })}
              />
            </FieldBox>
          </div>
          <PostFields post={form.post} onChange={(post) => setForm({ ...form, post })} />
          <Checkbox checked={form.signsIn} onChange={(e) => setForm({ ...form, signsIn: e.target.checked })}>
            {t(text('需要登录（开通账号）', 'Signs in (gets an account)'))}
          </Checkbox>
          {form.signsIn ? (
            <div style={{ marginTop: 12 }}>
              <FieldBox
                id="person-username"
                label={t(text('用户名', 'User name'))}
                required
                hint={t(text('初始密码自动生成，录入后显示一次。', 'A first password is made and shown once.'))}
              >
                <Input
                  id="person-username"
                  value={form.username}
                  maxLength={100}
                  autoComplete="off"
                  onChange={(e) => setForm({ ...form, username: e.target.value })}
                />
              </FieldBox>
            </div>
          ) : null}
        </>
      )}
    </Sheet>
  )
}
