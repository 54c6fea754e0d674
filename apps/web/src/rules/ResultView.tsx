import type { Rule, RuleResult } from '@anlan/rules'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { outputWords } from './output-words.ts'
import { sayMissing, sayOutput } from './say.ts'
import { SOURCE_WORDS, SourceMark } from './SourceMark.tsx'
import { useRuleT } from './useRuleT.ts'

/** A result that has parts: each with its name; lists of things one below the other. */
function Output({ name, value }: { name: string; value: unknown }): ReactNode {
  const t = useRuleT()
  const said = sayOutput(name, value)
  if (said) return <span className="num">{t(said)}</span>
  if (Array.isArray(value)) {
    return (
      <ul className="rule-parts">
        {value.map((part: unknown, i) => (
          <li key={i}>
            <Output name={name} value={part} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <dl className="facts">
      {Object.entries(value as Record<string, unknown>).map(([key, part]) => {
        const words = outputWords(key)
        return (
          <div key={key} className="facts-pair">
            <dt>{words ? t(words) : key}</dt>
            <dd>
              <Output name={key} value={part} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Lines({ title, lines }: { title: ReturnType<typeof text>; lines: readonly string[] | undefined }): ReactNode {
  const t = useRuleT()
  if (!lines || lines.length === 0) return null
  return (
    <>
      <h3>{t(title)}</h3>
      <ol className="rule-steps">
        {lines.map((line, i) => (
          <li key={i}>{t(text(line, line))}</li>
        ))}
      </ol>
    </>
  )
}

/** What the rule says: the value first, then how, by which clause, and how sure that is. */
export function ResultView({ rule, result, guessedYears }: { rule: Rule; result: RuleResult; guessedYears: readonly number[] }): ReactNode {
  const t = useRuleT()
  const { cannotJudge, sourceStatus } = result
  const missing = cannotJudge?.map((line) => sayMissing(rule, line)) ?? []
  return (
    <div role="status" aria-live="polite">
      {missing.length > 0 ? (
        <div className="rule-unjudged">
          <strong>{t(text('不能判定', 'Cannot be judged'))}</strong>
          <p>
            {t(text('因为缺：', 'Still needed: '))}
            {missing.map(t).join(t(text('、', ', ')))}
          </p>
          {result.partial !== undefined ? (
            <>
              <p>{t(text('目前能判定的部分：', 'What can be judged so far:'))}</p>
              <Output name="partial" value={result.partial} />
            </>
          ) : null}
        </div>
      ) : (
        <div className="rule-value">
          <Output name="value" value={result.value} />
        </div>
      )}
      <Lines title={text('推算过程', 'Steps')} lines={result.steps} />
      <Lines title={text('按以下前提', 'Taken for granted')} lines={result.assumptions} />
      {guessedYears.length > 0 ? (
        <p>
          {t(
            text(
              `${guessedYears.join('、')} 年放假安排未公布，只按周末推算工作日。`,
              `Holidays of ${guessedYears.join(', ')} are not announced; only weekends were counted.`,
            ),
          )}
        </p>
      ) : null}
      {result.clause ? (
        <>
          <h3>{t(text('依据', 'Clause'))}</h3>
          <p>{t(text(result.clause, result.clause))}</p>
        </>
      ) : null}
      <p>
        <SourceMark status={sourceStatus} /> <span className="muted">{t(SOURCE_WORDS[sourceStatus].about)}</span>
      </p>
    </div>
  )
}
