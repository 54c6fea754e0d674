import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Progress } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { SAMPLE_PASSWORD } from '#apps/sample/password.ts'
import { api, ApiError, useLang, useT } from '#platform/web/index.ts'

interface SignInInfo {
  sample: boolean
  demo: { username: string; title: Text; who: string }[]
  oidc: { name: string } | null
}

interface Wanted {
  username: string
  password: string
  code?: string
}

/** How far the sample county is made; null when it is not being made. Asked again each second while it is. */
function useMaking(): number | null {
  const { data } = useQuery({
    queryKey: ['sample'],
    queryFn: () => api.get<{ making: number | null }>('/api/sample'),
    refetchInterval: (query) => (query.state.data?.making == null ? false : 1000),
  })
  return data?.making ?? null
}

/** Sign-in. While the sample county runs, one button per role stands below. */
export function SignIn(): ReactNode {
  const t = useT()
  const { lang, setLang } = useLang()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { next } = useSearch({ strict: false }) as { next?: string }
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const [second, setSecond] = useState(false)
  const making = useMaking()
  const info = useQuery({ queryKey: ['sign-in', making === null], queryFn: () => api.get<SignInInfo>('/api/sign-in') })

  const enter = async (): Promise<void> => {
    client.clear()
    await navigate({ to: next?.startsWith('/') && !next.startsWith('//') ? next : '/' })
  }
  const submit = async (wanted: Wanted): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      if (second) {
        await api.post('/api/auth/two-factor/verify-totp', { code: wanted.code })
        return await enter()
      }
      const answer = await api.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/username', {
        username: wanted.username,
        password: wanted.password,
      })
      if (answer?.twoFactorRedirect) setSecond(true)
      else await enter()
    } catch (error) {
      setFailure(error instanceof ApiError ? error : null)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="sign">
      <div className="sign-side">
        <img src="/icon.svg" alt="" width={72} height={72} />
        <h1>{t(text('安澜', 'Anlan'))}</h1>
        <p>{t(text('一地安全生产，一处看清、一处办清。', 'The work safety of a place, seen and settled in one place.'))}</p>
        <p>
          {t(
            text(
              '企业一企一档，风险四色管控，隐患闭环销号，重大隐患挂牌督办。',
              'Every enterprise on file, risks in four colours, hazards closed in a loop, the worst under supervised listing.',
            ),
          )}
        </p>
      </div>
      <main className="sign-box">
        <h2 style={{ fontSize: 20, marginBottom: 16 }}>{second ? t(text('第二步验证', 'Second factor')) : t(text('登录', 'Sign in'))}</h2>
        {failure ? <Alert type="error" showIcon title={failure.message} description={failure.detail} style={{ marginBottom: 16 }} /> : null}
        <Form layout="vertical" onFinish={(values) => void submit(values as Wanted)} requiredMark={false} disabled={busy}>
          {second ? (
            <Form.Item
              name="code"
              label={t(text('动态验证码', 'Code'))}
              rules={[{ required: true, message: t(text('请输入验证码', 'Enter the code')) }]}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" autoFocus />
            </Form.Item>
          ) : (
            <>
              <Form.Item
                name="username"
                label={t(text('用户名或手机号', 'User name or phone'))}
                rules={[{ required: true, message: t(text('请输入用户名', 'Enter the user name')) }]}
              >
                <Input autoComplete="username" autoFocus />
              </Form.Item>
              <Form.Item
                name="password"
                label={t(text('密码', 'Password'))}
                rules={[{ required: true, message: t(text('请输入密码', 'Enter the password')) }]}
              >
                <Input.Password autoComplete="current-password" />
              </Form.Item>
            </>
          )}
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t(text('登录', 'Sign in'))}
          </Button>
        </Form>
        {info.data?.oidc ? (
          <Button block style={{ marginTop: 8 }} href="/api/oidc/start">
            {t(text(`用${info.data.oidc.name}登录`, `Sign in with ${info.data.oidc.name}`))}
          </Button>
        ) : null}
        {making !== null ? (
          <section style={{ marginTop: 24 }} aria-live="polite">
            <h3 style={{ fontSize: 14 }}>{t(text('正在生成样例县，约需两分钟', 'Making the sample county, about two minutes'))}</h3>
            <Progress percent={Math.floor(making * 100)} aria-label={t(text('生成进度', 'Progress'))} />
          </section>
        ) : null}
        {info.data?.demo.length ? (
          <Demo list={info.data.demo} busy={busy} enter={(d) => void submit({ username: d.username, password: SAMPLE_PASSWORD })} />
        ) : null}
        <Button
          type="link"
          style={{ marginTop: 16 }}
          onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
        >
          {lang === 'zh' ? 'English' : '中文'}
        </Button>
      </main>
    </div>
  )
}

function Demo({
  list,
  busy,
  enter,
}: {
  list: SignInInfo['demo']
  busy: boolean
  enter: (one: SignInInfo['demo'][number]) => void
}): ReactNode {
  const t = useT()
  return (
    <section style={{ marginTop: 24 }}>
      <h3 style={{ fontSize: 14 }}>{t(text('样例县：选一个身份进入', 'Sample county: enter as'))}</h3>
      <div className="demo">
        {list.map((one) => (
          <Button key={one.username} disabled={busy} onClick={() => enter(one)}>
            {t(one.title)}
            <small>{one.who}</small>
          </Button>
        ))}
      </div>
    </section>
  )
}
