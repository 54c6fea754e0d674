import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm, Select, Typography } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Failure, FieldBox, Loading, Sheet, useNow, useT, When, type Me } from '#platform/web/index.ts'
import { Fault } from '../admin/Fault.tsx'
import { useDo } from '../admin/useDo.ts'
import { isTokenScope, scopeWords, TOKEN_SCOPES } from './token-scopes.ts'

interface TokenRow {
  id: string
  name: string
  postId: string
  scopes: string[]
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
}

const DAYS = [30, 90, 180, 365, 1095]

function NewToken({ me, onClose }: { me: Me; onClose: () => void }): ReactNode {
  const t = useT()
  const { run, busy, error } = useDo('tokens')
  const [form, setForm] = useState({ name: '', scopes: [] as string[], days: 90, postId: me.postId ?? '' })
  const [token, setToken] = useState<string | null>(null)
  const wrong = form.scopes.filter((s) => !isTokenScope(s))
  const ready = form.name.trim() !== '' && form.scopes.length > 0 && wrong.length === 0
  const create = (): Promise<boolean> =>
    run(async () => {
      const { postId, ...rest } = form
      const made = await api.post<{ token: string }>('/api/tokens', { ...rest, name: form.name.trim(), ...(postId ? { postId } : {}) })
      setToken(made.token)
    })
  if (token !== null) {
    return (
      <Sheet
        open
        onClose={onClose}
        title={t(text('令牌已生成', 'The token is made'))}
        footer={
          <Button type="primary" onClick={onClose}>
            {t(text('已保存，关闭', 'Kept; close'))}
          </Button>
        }
      >
        <Alert
          type="info"
          showIcon
          title={t(text('请现在复制保存，关闭后不再显示', 'Copy it now; it is not shown again'))}
          description={t(text('任何拿到它的人都能以您的岗位办理所选的事。', 'Whoever holds it may do these things in your post.'))}
        />
        <p style={{ marginTop: 16, overflowWrap: 'anywhere' }}>
          <Typography.Text copyable code>
            {token}
          </Typography.Text>
        </p>
      </Sheet>
    )
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(text('新建接口令牌', 'New API token'))}
      footer={
        <>
          <Button onClick={onClose}>{t(text('取消', 'Cancel'))}</Button>
          <Button type="primary" disabled={!ready} loading={busy} onClick={() => void create()}>
            {t(text('生成', 'Make'))}
          </Button>
        </>
      }
    >
      <Fault error={error} />
      <FieldBox
        id="token-name"
        label={t(text('用途', 'What for'))}
        required
        hint={t(text('例如：企业安全系统每日推送', 'For example: the daily push of our own system'))}
      >
        <Input id="token-name" value={form.name} maxLength={100} autoFocus onChange={(e) => setForm({ ...form, name: e.target.value })} />
      </FieldBox>
      <FieldBox
        id="token-scopes"
        label={t(text('可以办的事', 'What it may do'))}
        required
        hint={t(text('不会超出岗位本身的权限。', 'Never more than the post itself.'))}
        error={wrong.length > 0 ? t(text(`写法不对：${wrong.join('、')}`, `Not a scope: ${wrong.join(', ')}`)) : undefined}
      >
        <Select
          id="token-scopes"
          mode="tags"
          value={form.scopes}
          style={{ width: '100%' }}
          options={TOKEN_SCOPES.map((s) => ({ value: s.value, label: t(s.text) }))}
          onChange={(scopes: string[]) => setForm({ ...form, scopes })}
        />
      </FieldBox>
      <FieldBox id="token-days" label={t(text('有效期', 'Valid for'))} required>
        <Select
          id="token-days"
          value={form.days}
          style={{ width: '100%' }}
          options={DAYS.map((days) => ({ value: days, label: t(text(`${days} 天`, `${days} days`)) }))}
          onChange={(days) => setForm({ ...form, days })}
        />
      </FieldBox>
      {me.posts.length > 1 ? (
        <FieldBox id="token-post" label={t(text('以哪个岗位', 'In which post'))} required>
          <Select
            id="token-post"
            value={form.postId}
            style={{ width: '100%' }}
            options={me.posts.map((p) => ({ value: p.id, label: `${p.orgName} · ${t(p.roleText)}` }))}
            onChange={(postId) => setForm({ ...form, postId })}
          />
        </FieldBox>
      ) : null}
    </Sheet>
  )
}

/** API tokens of the person: other programs act in one post, narrowed to some things and to a time. */
export function Tokens({ me }: { me: Me }): ReactNode {
  const t = useT()
  const now = useNow()
  const [creating, setCreating] = useState(false)
  const { data, error, refetch } = useQuery({ queryKey: ['tokens'], queryFn: () => api.get<{ items: TokenRow[] }>('/api/tokens') })
  const { run, busy, error: refused } = useDo('tokens')
  const postName = (id: string): string => {
    const post = me.posts.find((p) => p.id === id)
    return post ? `${post.orgName} · ${t(post.roleText)}` : t(text('已结束的岗位', 'A post that ended'))
  }
  return (
    <>
      <p className="muted" style={{ marginTop: 0 }}>
        {t(text('供其他系统以您的岗位调用接口。不用时不必建。', 'For other programs that act in your post. Not needed for anything else.'))}
      </p>
      <Fault error={refused} />
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={2} /> : null}
      <ul className="rows">
        {data?.items.map((token) => (
          <li key={token.id} className="row">
            <strong>{token.name}</strong>
            <span className="row-acts">
              <Popconfirm
                title={t(text('作废这个令牌？', 'Revoke this token?'))}
                description={t(text('正在使用它的系统会立即连不上。', 'The program that uses it is cut off at once.'))}
                okText={t(text('作废', 'Revoke'))}
                cancelText={t(text('取消', 'Cancel'))}
                onConfirm={() => void run(() => api.delete(`/api/tokens/${token.id}`), text('已作废', 'Revoked'))}
              >
                <Button size="small" disabled={busy}>
                  {t(text('作废', 'Revoke'))}
                </Button>
              </Popconfirm>
            </span>
            <span className="row-sub">
              <span>{token.scopes.map((s) => t(scopeWords(s))).join('、')}</span>
              <span>{postName(token.postId)}</span>
              <span>
                {Date.parse(token.expiresAt) < now.getTime() ? (
                  <strong>{t(text('已过期', 'Expired'))}</strong>
                ) : (
                  t(text('有效到', 'Valid until'))
                )}{' '}
                <When at={token.expiresAt} />
              </span>
              <span>
                {token.lastUsedAt ? (
                  <>
                    {t(text('最近使用', 'Last used'))} <When at={token.lastUsedAt} />
                  </>
                ) : (
                  t(text('没有用过', 'Never used'))
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <Button icon={<PlusOutlined />} style={{ marginTop: 8 }} onClick={() => setCreating(true)}>
        {t(text('新建令牌', 'New token'))}
      </Button>
      {creating ? <NewToken me={me} onClose={() => setCreating(false)} /> : null}
    </>
  )
}
