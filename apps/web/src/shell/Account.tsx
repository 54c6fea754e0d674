import { BellOutlined, DownOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Badge, Button, Dropdown, type MenuProps } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, useLang, useT, type Me } from '#platform/web/index.ts'

/** Notices, language, choice of post and sign-out, in the corner where people look for them. */
export function Account({ me }: { me: Me }): ReactNode {
  const t = useT()
  const { lang, setLang } = useLang()
  const client = useQueryClient()
  const navigate = useNavigate()
  const unread = useQuery({ queryKey: ['notices', 'unread'], queryFn: () => api.get<{ unread: number }>('/api/notices', { limit: 1 }) })
  const post = me.posts.find((p) => p.id === me.postId)

  const choose = async (postId: string): Promise<void> => {
    await api.post('/api/me/post', { postId })
    client.clear()
    await navigate({ to: '/' })
  }
  const leave = async (): Promise<void> => {
    await api.post('/api/auth/sign-out', {})
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  const items: MenuProps['items'] = [
    {
      key: 'posts',
      type: 'group',
      label: t(text('我的岗位', 'My posts')),
      children: me.posts.map((p) => ({ key: `post:${p.id}`, label: `${p.orgName} · ${t(p.roleText)}`, disabled: p.id === me.postId })),
    },
    { type: 'divider' },
    { key: 'account', label: t(text('账号与安全', 'Account and security')) },
    { key: 'leave', label: t(text('退出登录', 'Sign out')) },
  ]
  const act: MenuProps['onClick'] = ({ key }) => {
    if (key === 'leave') void leave()
    else if (key === 'account') void navigate({ to: '/account' })
    else if (key.startsWith('post:')) void choose(key.slice(5))
  }
  return (
    <div className="account">
      <Button type="text" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')} lang={lang === 'zh' ? 'en' : 'zh-CN'}>
        {lang === 'zh' ? 'English' : '中文'}
      </Button>
      <Link
        to="/notices"
        className="bell"
        aria-label={t(text(`通知，${unread.data?.unread ?? 0} 条未读`, `Notices, ${unread.data?.unread ?? 0} unread`))}
      >
        <Badge count={unread.data?.unread ?? 0} size="small" overflowCount={99}>
          <BellOutlined />
        </Badge>
      </Link>
      <Dropdown menu={{ items, onClick: act }} trigger={['click']}>
        <Button type="text" className="who">
          <span className="who-name">{me.person.name}</span>
          <span className="who-post">{post ? t(post.roleText) : ''}</span>
          <DownOutlined />
        </Button>
      </Dropdown>
    </div>
  )
}
