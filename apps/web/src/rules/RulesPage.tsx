import { rules } from '@anlan/rules'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Nothing, Page } from '#platform/web/index.ts'
import { groupsOf, matches } from './groups.ts'
import { useRuleT } from './useRuleT.ts'
import './rules.css'

/** All rule calculators by the matter in hand. */
export default function RulesPage(): ReactNode {
  const t = useRuleT()
  const navigate = useNavigate()
  const { q = '' } = useSearch({ strict: false }) as { q?: string | number }
  const typed = String(q)
  const groups = groupsOf(rules.filter((rule) => matches(rule, typed)))
  return (
    <Page title={t(text('规则计算', 'Rule calculators'))}>
      <div className="filters">
        <Input.Search
          allowClear
          value={typed}
          placeholder={t(text('规则、标准号或条款', 'Rule, standard or clause'))}
          aria-label={t(text('查找规则', 'Find a rule'))}
          style={{ maxWidth: 320 }}
          onChange={(e) => void navigate({ to: '/rules', search: (e.target.value ? { q: e.target.value } : {}) as never, replace: true })}
        />
        <span className="muted">
          {t(text(`共 ${groups.reduce((n, g) => n + g.rules.length, 0)} 条`, `${groups.reduce((n, g) => n + g.rules.length, 0)} rules`))}
        </span>
      </div>
      {groups.length === 0 ? <Nothing what={text('没有找到这样的规则', 'No such rule')} /> : null}
      {groups.map((group) => (
        <Card key={group.id} title={t(group.text)}>
          <ul className="rule-list">
            {group.rules.map((rule) => (
              <li key={rule.name}>
                <Link to="/rules/$name" params={{ name: rule.name } as never} className="row-title">
                  {t(rule.title)}
                </Link>
                {rule.summary ? <div className="muted">{t(rule.summary)}</div> : null}
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </Page>
  )
}
