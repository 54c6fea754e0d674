import { Alert, Typography } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'

/** Name and first password, to be handed over; shown once. */
export function Handed({ name, username, password }: { name: string; username: string; password: string }): ReactNode {
  const t = useT()
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t(text('请现在交给本人，关闭后不再显示', 'Hand this over now; it is not shown again'))}
        description={t(text('本人首次登录后应修改密码。', 'It is to be changed after the first sign-in.'))}
      />
      <dl className="facts" style={{ marginTop: 16 }}>
        <dt>{t(text('姓名', 'Name'))}</dt>
        <dd>{name}</dd>
        <dt>{t(text('用户名', 'User name'))}</dt>
        <dd>
          <Typography.Text copyable>{username}</Typography.Text>
        </dd>
        <dt>{t(text('初始密码', 'First password'))}</dt>
        <dd>
          <Typography.Text copyable code>
            {password}
          </Typography.Text>
        </dd>
      </dl>
    </>
  )
}
