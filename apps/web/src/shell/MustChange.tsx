import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, Page, useLang, useT, type Me } from '#platform/web/index.ts'
import { Password } from '../account/Password.tsx'

/** All that a person sees whose password was set by somebody else: the server answers nothing else before it is changed. */
export function MustChange({ me }: { me: Me }): ReactNode {
  const t = useT()
  const { lang, setLang } = useLang()
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = async (): Promise<void> => {
    await api.post('/api/auth/sign-out', {})
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <main id="main" className="must-change-page">
      <Page title={t(text('先换成自己的密码', 'First choose a password of your own'))}>
        <p>
          {t(
            text(
              `${me.person.name}，您好。您的密码是管理员设置的，换成只有您知道的密码后，就可以开始使用。`,
              `Hello, ${me.person.name}. Your password was set by an administrator. Change it to one that only you know; then all else opens.`,
            ),
          )}
        </p>
        <Card>
          <Password />
        </Card>
        <div className="quick">
          <Button onClick={() => void leave()}>{t(text('退出登录', 'Sign out'))}</Button>
          <Button type="text" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')} lang={lang === 'zh' ? 'en' : 'zh-CN'}>
            {lang === 'zh' ? 'English' : '中文'}
          </Button>
        </div>
      </Page>
    </main>
  )
}
