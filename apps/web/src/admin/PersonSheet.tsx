import { Button, Checkbox, Input, Popconfirm, Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, FieldBox, Sheet, useT } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { Handed } from './Handed.tsx'
import { firstPassword, type PersonRow } from './people.ts'
import { PersonPosts } from './PersonPosts.tsx'
import { useDo } from './useDo.ts'

/** A new password, or a first account; shown once. */
function Password({ person }: { person: PersonRow }): ReactNode {
  const t = useT()
  const { run, busy, error } = useDo('people')
  const [username, setUsername] = useState('')
  const [without, setWithout] = useState(false)
  const [handed, setHanded] = useState<string | null>(null)
  const reset = async (): Promise<void> => {
    const password = firstPassword()
    const body = { password, removeSecondFactor: without, ...(person.username === null ? { username: username.trim() } : {}) }
    if (await run(() => api.post(`/api/people/${person.id}/reset-password`, body))) setHanded(password)
  }
  if (handed) return <Handed name={person.name} username={person.username ?? username} password={handed} />
  return (
    <>
      <Fault error={error} />
      {person.username === null ? (
        <FieldBox id="account-username" label={t(text('用户名', 'User name'))} required>
          <Input id="account-username" value={username} maxLength={100} autoComplete="off" onChange={(e) => setUsername(e.target.value)} />
        </FieldBox>
      ) : null}
      {person.secondFactor ? (
        <p>
          <Checkbox checked={without} onChange={(e) => setWithout(e.target.checked)}>
            {t(text('同时关闭第二步验证（手机丢失时）', 'Also remove the second factor (a lost phone)'))}
          </Checkbox>
        </p>
      ) : null}
      <Popconfirm
        title={t(person.username === null ? text('开通账号？', 'Open an account?') : text('重置密码？', 'Reset the password?'))}
        description={t(text('本人的其他登录会立即结束。', 'Every other session of the person ends at once.'))}
        okText={t(text('确定', 'Yes'))}
        cancelText={t(text('取消', 'Cancel'))}
        onConfirm={() => void reset()}
      >
        <Button loading={busy} disabled={person.username === null && username.trim() === ''}>
          {person.username === null ? t(text('开通账号', 'Open an account')) : t(text('重置密码', 'Reset the password'))}
        </Button>
      </Popconfirm>
    </>
  )
}

/** Everything about one person: name, phone, whether active, account and posts. */
export function PersonSheet({ person, mayEdit, onClose }: { person: PersonRow; mayEdit: boolean; onClose: () => void }): ReactNode {
  const t = useT()
  const { run, busy, error } = useDo('people')
  const [name, setName] = useState(person.name)
  const [phone, setPhone] = useState(person.phone ?? '')
  const changed = name.trim() !== person.name || phone.trim() !== (person.phone ?? '')
  const patch = (body: Record<string, unknown>, done: ReturnType<typeof text>): Promise<boolean> =>
    run(() => api.patch(`/api/people/${person.id}`, body), done)
  return (
    <Sheet open width={720} onClose={onClose} title={person.name} footer={<Button onClick={onClose}>{t(text('关闭', 'Close'))}</Button>}>
      <Fault error={error} />
      <div className="form-two">
        <FieldBox id="edit-name" label={t(text('姓名', 'Name'))} required>
          <Input id="edit-name" value={name} maxLength={60} disabled={!mayEdit} onChange={(e) => setName(e.target.value)} />
        </FieldBox>
        <FieldBox id="edit-phone" label={t(text('电话', 'Phone'))}>
          <Input
            id="edit-phone"
            value={phone}
            maxLength={20}
            inputMode="tel"
            disabled={!mayEdit}
            onChange={(e) => setPhone(e.target.value)}
          />
        </FieldBox>
      </div>
      {mayEdit ? (
        <p className="admin-line">
          <Button
            type="primary"
            disabled={!changed || name.trim() === ''}
            loading={busy}
            onClick={() => void patch({ name: name.trim(), phone: phone.trim() || null }, text('已保存', 'Saved'))}
          >
            {t(text('保存', 'Save'))}
          </Button>
          <label>
            <Switch
              checked={person.active}
              disabled={busy}
              onChange={(active) =>
                void patch({ active }, active ? text('已启用', 'Active again') : text('已停用，不能再登录', 'Off; cannot sign in'))
              }
            />{' '}
            {person.active ? t(text('在用', 'Active')) : t(text('已停用', 'Off'))}
          </label>
        </p>
      ) : null}
      <PersonPosts person={person} mayEdit={mayEdit} />
      {mayEdit ? (
        <section style={{ marginTop: 16 }}>
          <h3>{t(text('账号', 'Account'))}</h3>
          <p className="muted">
            {person.username === null
              ? t(text('没有账号，不能登录', 'No account; does not sign in'))
              : t(text(`用户名 ${person.username}`, `User name ${person.username}`))}
          </p>
          <Password person={person} />
        </section>
      ) : null}
    </Sheet>
  )
}
