import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Level, useT } from '#platform/web/index.ts'
import { COLOUR_WORD, LEVEL_COLOUR, LEVEL_TEXT, type RiskLevel } from '../model.ts'

const NOT_JUDGED = text('不能判定', 'Cannot judge')
const NOT_GRADED = text('未定级', 'Not graded')

/** A level as word and colour; without one it says why. */
export function RiskMark({ level, graded = true, strong }: { level: RiskLevel | null; graded?: boolean; strong?: boolean }): ReactNode {
  const said: Text = level
    ? text(`${LEVEL_TEXT[level].zh} ${COLOUR_WORD[level].zh}`, `${LEVEL_TEXT[level].en}, ${COLOUR_WORD[level].en}`)
    : graded
      ? NOT_JUDGED
      : NOT_GRADED
  return <Level colour={level ? LEVEL_COLOUR[level] : 'grey'} text={said} strong={strong ?? false} />
}

export const SOURCE_WORDS: Readonly<Record<string, Text>> = {
  verified: text('依据已核对原文', 'Source read in full'),
  secondary: text('依据来自转载，待核原文', 'Source seen in quotations'),
  'from-knowledge': text('行业通行，待核原文', 'Common practice, not confirmed'),
  uncertain: text('约定做法，没有国家标准数值，可调整', 'Convention without a national figure; adjustable'),
}

/** How sure the source is, beside what follows from it. */
export function SourceNote({ status }: { status: string }): ReactNode {
  const t = useT()
  const words = SOURCE_WORDS[status]
  return words ? <span className="muted">{t(text(`〔${words.zh}〕`, `[${words.en}]`))}</span> : null
}
