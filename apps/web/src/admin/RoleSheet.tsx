import { Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { SCOPES, type Scope } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { api, FieldBox, Sheet, useT } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { permissionGroups, permissionWords, SCOPE_WORDS } from './permission-words.ts'
import { grantChanges, HOME_WORDS, homeWords, withScope, type RoleRow } from './roles.ts'
import { useDo } from './useDo.ts'

interface GrantsEditProps {
  readonly grants: Record<string, Scope[]>
  readonly permissions: Iterable<string>
  readonly onChange: (grants: Record<string, Scope[]>) => void
}

/** Plain tick boxes: there are two hundred of them. */
function GrantsEdit({ grants, permissions, onChange }: GrantsEditProps): ReactNode {
  const t = useT()
  return permissionGroups(permissions).map((group) => (
    <fieldset key={group.object} className="role-group">
      <legend>{t(group.text)}</legend>
      {group.permissions.map((permission) => {
        const words = permissionWords(permission)
        return (
          <div key={permission} className="role-line" role="group" aria-label={`${t(words.object)} ${t(words.action)}`}>
            <span>{t(words.action)}</span>
            <span className="role-scopes">
              {SCOPES.map((scope) => (
                <label key={scope}>
                  <input
                    type="checkbox"
                    checked={grants[permission]?.includes(scope) ?? false}
                    onChange={(e) => onChange(withScope(grants, permission, scope, e.target.checked))}
                  />
                  {t(SCOPE_WORDS[scope])}
                </label>
              ))}
            </span>
          </div>
        )
      })}
    </fieldset>
  ))
}

export interface RoleSheetProps {
  /** Version 0 = a new role, whose id is still to be given. */
  readonly role: RoleRow
  readonly permissions: Iterable<string>
  readonly homes: readonly string[]
  readonly onClose: () => void
}

/** Edits one role: names, first page, what it may do and how far. */
export function RoleSheet({ role, permissions, homes, onClose }: RoleSheetProps): ReactNode {
  const t = useT()
  const fresh = role.version === 0
  const [form, setForm] = useState(role)
  const { run, busy, error } = useDo('roles', 'me')
  const changes = grantChanges(role.grants, form.grants)
  const faulty = !/^[a-z][a-z0-9-]{0,58}$/.test(form.id) || form.text.zh.trim() === '' || form.text.en.trim() === ''
  const store = async (): Promise<void> => {
    const { id, ...body } = form
    if (await run(() => api.put(`/api/roles/${id}`, body), text('角色已保存，立即生效', 'Saved; in force at once'))) onClose()
  }
  const names = (list: readonly string[]): string =>
    list
      .map(permissionWords)
      .map((w) => `${t(w.object)}·${t(w.action)}`)
      .join('、')
  return (
    <Sheet
      open
      width={680}
      onClose={onClose}
      title={fresh ? t(text('新增角色', 'New role')) : t(text(`修改角色：${role.text.zh}`, `Role: ${role.text.en}`))}
      footer={
        <>
          <Button onClick={onClose}>{t(text('取消', 'Cancel'))}</Button>
          <Button type="primary" disabled={faulty} loading={busy} onClick={() => void store()}>
            {t(text('保存', 'Save'))}
          </Button>
        </>
      }
    >
      <Fault error={error} />
      <div className="form-two">
        {fresh ? (
          <FieldBox
            id="role-id"
            label={t(text('代号', 'Id'))}
            required
            hint={t(text('小写字母开头，只用小写字母、数字和短横', 'Lower-case letters, digits and hyphens'))}
          >
            <Input id="role-id" value={form.id} maxLength={59} onChange={(e) => setForm({ ...form, id: e.target.value })} />
          </FieldBox>
        ) : null}
        <FieldBox id="role-zh" label={t(text('名称', 'Name in Chinese'))} required>
          <Input
            id="role-zh"
            value={form.text.zh}
            maxLength={60}
            onChange={(e) => setForm({ ...form, text: { ...form.text, zh: e.target.value } })}
          />
        </FieldBox>
        <FieldBox id="role-en" label={t(text('英文名称', 'Name in English'))} required>
          <Input
            id="role-en"
            value={form.text.en}
            maxLength={60}
            onChange={(e) => setForm({ ...form, text: { ...form.text, en: e.target.value } })}
          />
        </FieldBox>
        <FieldBox id="role-home" label={t(text('打开时的首页', 'First page'))} required>
          <Select
            id="role-home"
            value={form.home}
            style={{ width: '100%' }}
            options={[...new Set([...Object.keys(HOME_WORDS), ...homes])].map((home) => ({ value: home, label: t(homeWords(home)) }))}
            onChange={(home) => setForm({ ...form, home })}
          />
        </FieldBox>
      </div>
      <GrantsEdit grants={form.grants} permissions={permissions} onChange={(grants) => setForm({ ...form, grants })} />
      {changes.given.length + changes.taken.length > 0 ? (
        <p role="status" className="role-changes">
          {changes.given.length > 0
            ? t(text(`新给或调整：${names(changes.given)}。`, `Given or changed: ${names(changes.given)}. `))
            : null}
          {changes.taken.length > 0 ? t(text(`收回：${names(changes.taken)}。`, `Taken away: ${names(changes.taken)}.`)) : null}
        </p>
      ) : null}
    </Sheet>
  )
}
