import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Typography } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, FieldBox, Sheet, useT } from '#platform/web/index.ts'
import { Fault } from '../admin/Fault.tsx'
import { useDo } from '../admin/useDo.ts'
import { secretOf } from './device.ts'

type Step = 'enable' | 'disable' | 'codes'

interface Secrets {
  readonly totpURI?: string
  readonly backupCodes: string[]
}

/** The library that draws the code is loaded when a code is drawn. */
function QrCode({ content }: { content: string }): ReactNode {
  const t = useT()
  const { data } = useQuery({
    queryKey: ['qr', content],
    queryFn: async () => {
      const { toDataURL } = await import('qrcode')
      return toDataURL(content, { margin: 1, width: 200 })
    },
    // The address holds the secret: it leaves the memory with the dialog.
    gcTime: 0,
    staleTime: Infinity,
  })
  return data ? (
    <img src={data} width={200} height={200} alt={t(text('二维码', 'QR code'))} />
  ) : (
    <div className="account-qr" aria-busy="true" />
  )
}

function BackupCodes({ codes }: { codes: readonly string[] }): ReactNode {
  const t = useT()
  return (
    <>
      <p>
        {t(
          text(
            '备用码：手机不在身边时，每个可用一次。请抄下来妥善保管，关闭后不再显示。',
            'Backup codes: each works once when the phone is not at hand. Write them down; they are not shown again.',
          ),
        )}
      </p>
      <ul className="account-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Typography.Text copyable={{ text: codes.join('\n') }}>{t(text('全部复制', 'Copy all'))}</Typography.Text>
    </>
  )
}

const TITLES: Readonly<Record<Step, ReturnType<typeof text>>> = {
  enable: text('开启第二步验证', 'Set up the second factor'),
  disable: text('关闭第二步验证', 'Remove the second factor'),
  codes: text('重新生成备用码', 'New backup codes'),
}

/** One dialog for the three things; each begins with the password. */
function Dialog({ step, onClose }: { step: Step; onClose: () => void }): ReactNode {
  const t = useT()
  const { run, busy, error, clear } = useDo('me')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [secrets, setSecrets] = useState<Secrets | null>(null)
  const [verified, setVerified] = useState(false)
  const paths = { enable: 'enable', disable: 'disable', codes: 'generate-backup-codes' } as const
  const begin = async (): Promise<void> => {
    let answer: Partial<Secrets> = {}
    const done = step === 'disable' ? text('第二步验证已关闭', 'The second factor is removed') : undefined
    const went = await run(async () => {
      answer = await api.post<Partial<Secrets>>(`/api/auth/two-factor/${paths[step]}`, { password })
    }, done)
    setPassword('')
    if (!went) return
    if (step === 'disable') onClose()
    else setSecrets({ backupCodes: answer.backupCodes ?? [], ...(answer.totpURI ? { totpURI: answer.totpURI } : {}) })
  }
  const verify = async (): Promise<void> => {
    const went = await run(
      () => api.post('/api/auth/two-factor/verify-totp', { code: code.replace(/\s/g, '') }),
      text('第二步验证已开启', 'The second factor is on'),
    )
    setCode('')
    if (went) setVerified(true)
  }
  const scanning = secrets?.totpURI !== undefined && !verified
  return (
    <Sheet open onClose={onClose} title={t(TITLES[step])} footer={<Button onClick={onClose}>{t(text('关闭', 'Close'))}</Button>}>
      <Fault error={error} />
      {secrets === null ? (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            if (password !== '') void begin()
          }}
        >
          <FieldBox id="factor-password" label={t(text('请先输入密码', 'Your password first'))} required>
            <Input.Password
              id="factor-password"
              autoComplete="current-password"
              autoFocus
              value={password}
              onChange={(e) => setPassword(e.target.value)}
            />
          </FieldBox>
          <Button type="primary" htmlType="submit" disabled={password === ''} loading={busy} danger={step === 'disable'}>
            {t(step === 'disable' ? text('确认关闭', 'Remove it') : text('下一步', 'Next'))}
          </Button>
        </form>
      ) : null}
      {scanning ? (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            clear()
            void verify()
          }}
        >
          <p>{t(text('用手机上的验证器应用扫描二维码：', 'Scan this with the authenticator app on your phone:'))}</p>
          <QrCode content={secrets.totpURI ?? ''} />
          <p className="muted">
            {t(text('不能扫描时手工输入密钥：', 'Or type the key: '))}
            <Typography.Text copyable={{ text: secretOf(secrets.totpURI ?? '').replaceAll(' ', '') }} code>
              {secretOf(secrets.totpURI ?? '')}
            </Typography.Text>
          </p>
          <FieldBox id="factor-code" label={t(text('应用里显示的 6 位数字', 'The six digits it shows'))} required>
            <Input
              id="factor-code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              value={code}
              style={{ maxWidth: 180 }}
              onChange={(e) => setCode(e.target.value)}
            />
          </FieldBox>
          <Button type="primary" htmlType="submit" disabled={code.replace(/\s/g, '').length !== 6} loading={busy}>
            {t(text('验证并开启', 'Verify and turn on'))}
          </Button>
        </form>
      ) : null}
      {secrets !== null && !scanning ? <BackupCodes codes={secrets.backupCodes} /> : null}
    </Sheet>
  )
}

/** The second factor: a code of the phone after the password. */
export function SecondFactor({ on }: { on: boolean }): ReactNode {
  const t = useT()
  const [step, setStep] = useState<Step | null>(null)
  return (
    <>
      {on ? (
        <Alert
          type="success"
          showIcon
          title={t(text('已开启：登录时还要输入手机验证器的数字', 'On: signing in also asks for the code of your phone'))}
        />
      ) : (
        <p style={{ marginTop: 0 }}>
          {t(text('没有开启。开启后，别人知道密码也登不进来。', 'Off. With it, a stolen password alone opens nothing.'))}
        </p>
      )}
      <p className="account-buttons">
        {on ? (
          <>
            <Button onClick={() => setStep('codes')}>{t(text('重新生成备用码', 'New backup codes'))}</Button>
            <Button onClick={() => setStep('disable')}>{t(text('关闭', 'Remove'))}</Button>
          </>
        ) : (
          <Button type="primary" onClick={() => setStep('enable')}>
            {t(text('开启', 'Set up'))}
          </Button>
        )}
      </p>
      {step ? <Dialog key={step} step={step} onClose={() => setStep(null)} /> : null}
    </>
  )
}
