import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import type { ReactNode } from 'react'
import { text, type Lang } from '#kernel/text.ts'
import { api, Card, Failure, Loading, Page, useLang, useMe, useT, type Me } from '#platform/web/index.ts'
import { Fault } from '../admin/Fault.tsx'
import { useDo } from '../admin/useDo.ts'
import { Password } from './Password.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'
import { Told } from './Told.tsx'
import { Tokens } from './Tokens.tsx'
import './account.css'

function Posts({ me }: { me: Me }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { run, busy, error } = useDo()
  const choose = async (postId: string): Promise<void> => {
    if (!(await run(() => api.post('/api/me/post', { postId })))) return
    client.clear()
    await navigate({ to: '/' })
  }
  return (
    <>
      <Fault error={error} />
      <ul className="rows">
        {me.posts.map((post) => (
          <li key={post.id} className="row">
            <strong>
              {post.orgName} · {t(post.roleText)}
              {post.title ? ` · ${post.title}` : ''}
            </strong>
            <span className="row-acts">
              {post.id === me.postId ? (
                t(text('当前岗位', 'In use'))
              ) : (
                <Button size="small" disabled={busy} onClick={() => void choose(post.id)}>
                  {t(text('切换到此岗位', 'Act in this post'))}
                </Button>
              )}
            </span>
            <span className="row-sub">{post.divisionName || t(text('没有辖区', 'No jurisdiction'))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Language(): ReactNode {
  const t = useT()
  const { lang, setLang } = useLang()
  const { run, busy, error } = useDo('me')
  const choose = async (next: Lang): Promise<void> => {
    if (await run(() => api.post('/api/me/lang', { lang: next }))) setLang(next)
  }
  return (
    <>
      <Fault error={error} />
      <Radio.Group
        aria-label={t(text('语言', 'Language'))}
        optionType="button"
        disabled={busy}
        value={lang}
        onChange={(e) => void choose(e.target.value as Lang)}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <p className="muted">{t(text('页面和发给您的短信、邮件都用这种语言。', 'For the pages and for messages sent to you.'))}</p>
    </>
  )
}

/** Everything that belongs to the person who is signed in. */
export default function AccountPage(): ReactNode {
  const t = useT()
  const { me, loading, error } = useMe()
  if (loading) return <Loading />
  if (!me) return <Failure error={error} />
  return (
    <Page title={t(text('账号与安全', 'Account and security'))}>
      <div className="account-grid">
        <Card title={t(text('我的岗位', 'My posts'))}>
          <Posts me={me} />
        </Card>
        <Card title={t(text('语言', 'Language'))}>
          <Language />
        </Card>
        <Card title={t(text('修改密码', 'Change the password'))}>
          <Password />
        </Card>
        <Card title={t(text('第二步验证', 'Second factor'))}>
          <SecondFactor on={me.secondFactor} />
        </Card>
        <Told />
        <Card title={t(text('登录过的设备', 'Devices signed in'))}>
          <Sessions />
        </Card>
        <Card title={t(text('接口令牌', 'API tokens'))} className="account-wide">
          <Tokens me={me} />
        </Card>
      </div>
    </Page>
  )
}
