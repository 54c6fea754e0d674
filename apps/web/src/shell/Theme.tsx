import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useLang } from '#platform/web/index.ts'

/** One accent, calm surfaces, no motion that an old office PC would stutter on. */
const token = {
  colorPrimary: '#14568c',
  colorInfo: '#14568c',
  colorInfoBg: '#eaf2f8',
  colorInfoBorder: '#b9d2e5',
  colorError: '#cf1322',
  colorLink: '#0f5a94',
  colorTextBase: '#1c2530',
  colorBgLayout: '#f4f6f8',
  borderRadius: 6,
  motion: false,
  fontFamily:
    '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
  colorTextDescription: '#5b6673',
  colorTextPlaceholder: '#6b7684',
}

export function Theme({ children }: { children: ReactNode }): ReactNode {
  const { lang } = useLang()
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enUS}
      theme={{ token, cssVar: { key: 'anlan' }, hashed: false }}
      button={{ autoInsertSpace: false }}
    >
      <App className="app">{children}</App>
    </ConfigProvider>
  )
}
