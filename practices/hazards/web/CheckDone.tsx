import { CheckCircleFilled } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Alert, Result } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { Card, Due, useT, type ApiError } from '#platform/web/index.ts'
import { LinkButton } from './LinkButton.tsx'
import type { DoneCheck } from './useCheck.ts'

/** Why a check was not accepted, and that nothing of it is lost. */
export function CheckRefused({ failure }: { failure: ApiError }): ReactNode {
  const t = useT()
  const { href } = useLocation()
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={failure.message}
      description={
        <>
          {[failure.detail, ...failure.errors.map((e) => e.message)]
            .filter((l) => l !== '')
            .map((line) => (
              <div key={line}>{line}</div>
            ))}
          <div>{t(text('填的内容都还在本机。', 'What you entered is still on this device.'))}</div>
          {failure.status === 401 ? (
            <Link to="/sign-in" search={{ next: href } as never}>
              {t(text('重新登录', 'Sign in again'))}
            </Link>
          ) : null}
        </>
      }
    />
  )
}

/** What came of a check: the hazards it opened. */
export function CheckDone({ done }: { done: DoneCheck }): ReactNode {
  const t = useT()
  const found = done.findings
  return (
    <Card>
      <Result
        icon={<CheckCircleFilled className="report-mark" />}
        title={done.late ? t(text('补查完成', 'Done late')) : t(text('检查完成', 'Check done'))}
        subTitle={
          found === 0
            ? t(text('没有发现隐患', 'No hazard was found'))
            : t(text(`开出 ${found} 条隐患，请安全员安排整改`, `${found} hazard(s) opened; the safety manager sees to them`))
        }
        extra={
          <LinkButton to="/checks" type="primary" size="large">
            {t(text('回到自查', 'Back to self-checks'))}
          </LinkButton>
        }
      />
      {done.hazards && done.hazards.length > 0 ? (
        <ul className="rows">
          {done.hazards.map((hazard) => (
            <li key={hazard.id} className="row">
              <MatterLink id={hazard.id} className="row-title">
                {hazard.title}
              </MatterLink>
              <span className="row-sub">
                <span className="num">{hazard.no}</span>
                <Due at={hazard.dueAt} exact />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}
