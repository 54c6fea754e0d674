import { CheckSquareOutlined, FileTextOutlined, IdcardOutlined, PlusCircleOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useHolds, useMe, useT } from '#platform/web/index.ts'

interface Entry {
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
  readonly text: Text
  readonly hint: Text
  readonly icon: ReactNode
  readonly needs: string
}

const ENTRIES: readonly Entry[] = [
  {
    to: '/report',
    text: text('报隐患', 'Report a hazard'),
    hint: text('拍张照片，或写一句话', 'A photograph or one sentence'),
    icon: <PlusCircleOutlined />,
    needs: 'hazard.report',
  },
  {
    to: '/checks',
    text: text('我的检查', 'My checks'),
    hint: text('今天要查的', 'What is due today'),
    icon: <CheckSquareOutlined />,
    needs: 'selfcheck.do',
  },
  {
    to: '/risks/cards',
    text: text('我的岗位卡', "My post's card"),
    hint: text('岗位上有什么危险，怎么防，出事怎么办', 'What is dangerous, how to be safe, what to do'),
    icon: <IdcardOutlined />,
    needs: 'risk.read',
  },
  {
    to: '/matters',
    search: { whose: 'me' },
    text: text('我报的', 'What I reported'),
    hint: text('看处理到哪一步', 'See what became of it'),
    icon: <FileTextOutlined />,
    needs: 'hazard.read',
  },
]

/** Four entries, nothing else. */
export default function WorkerHome(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const holds = useHolds()
  return (
    <div className="page home-worker">
      <h1>{t(text(`${me?.person.name ?? ''}，您好`, `Hello, ${me?.person.name ?? ''}`))}</h1>
      <p className="muted">{me?.orgName}</p>
      {ENTRIES.filter((e) => holds(e.needs)).map((entry) => (
        <Link key={entry.to} to={entry.to} search={(entry.search ?? {}) as never} className="home-entry">
          <span className="home-entry-icon" aria-hidden="true">
            {entry.icon}
          </span>
          <span>
            <strong>{t(entry.text)}</strong>
            <span className="muted">{t(entry.hint)}</span>
          </span>
        </Link>
      ))}
    </div>
  )
}
