import type { ReactNode } from 'react'
import type { ScoreSheet } from '#kernel/score/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { Card, Level, useT } from '#platform/web/index.ts'
import type { Result } from '../model.ts'

const SURE: Readonly<Record<string, Text>> = {
  verified: text('已核对原文', 'Compared with the text'),
  secondary: text('转引', 'Quoted elsewhere'),
  'from-knowledge': text('凭行业经验，待核', 'From knowledge, to be compared'),
  uncertain: text('未核实', 'Uncertain'),
}

function One({ name, result, sheet }: { name: Text; result: Result; sheet: ScoreSheet }): ReactNode {
  const t = useT()
  const band = sheet.bands.find((b) => b.id === result.band)
  return (
    <div className="score-one">
      <small>{t(name)}</small>
      <strong className="score-value num">{result.value === null ? '—' : result.value.toFixed(2)}</strong>
      {band ? <Level strong colour={band.colour} text={band.text} /> : <Level colour="grey" text={text('不能判定', 'Cannot judge')} />}
    </div>
  )
}

interface ResultCardProps {
  readonly sheet: ScoreSheet
  readonly first: Result | null
  readonly second: Result | null
  /** While it is being answered: the score as it would be. */
  readonly draft: Result | null
}

/** The answer first: score and band, and how they were reached, with every source. */
export function ResultCard({ sheet, first, second, draft }: ResultCardProps): ReactNode {
  const t = useT()
  const shown = draft ?? second ?? first
  return (
    <Card>
      <div className="score-results">
        {first ? <One name={text('自评', 'Self')} result={first} sheet={sheet} /> : null}
        {second ? <One name={text('复核', 'Reviewed')} result={second} sheet={sheet} /> : null}
        {draft ? <One name={text('按现在填的', 'As filled in now')} result={draft} sheet={sheet} /> : null}
      </div>
      {shown?.because ? (
        <p className="score-cannot" role="status">
          {t(shown.because)}
        </p>
      ) : null}
      <details open={second !== null}>
        <summary>{t(text('怎样得出、依据是什么', 'How it was reached, and by what'))}</summary>
        <ol className="score-steps">
          {shown?.steps.map((s) => (
            <li key={s.zh}>{t(s)}</li>
          ))}
        </ol>
        <ul className="score-steps">
          {[sheet.clause, sheet.pointsFrom, sheet.bandsFrom].map((c) => (
            <li key={c.text.zh}>
              {t(c.text)}（{t(SURE[c.status] ?? text('未核实', 'Uncertain'))}）
            </li>
          ))}
        </ul>
        <p className="muted">
          {sheet.bands
            .toSorted((a, b) => b.least - a.least)
            .map((b) => (b.least < 0 ? t(b.text) : `${t(b.text)} ≥ ${b.least}`))
            .join('　')}
        </p>
      </details>
    </Card>
  )
}
