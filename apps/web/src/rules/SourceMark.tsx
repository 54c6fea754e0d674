import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import './rules.css'

export type SourceStatus = 'verified' | 'secondary' | 'from-knowledge' | 'uncertain'

/** How sure a source is, in words; the surest first. */
export const SOURCE_WORDS: Readonly<Record<SourceStatus, { readonly text: Text; readonly about: Text }>> = {
  verified: { text: text('已核对', 'Verified'), about: text('已对照原文全文', 'Read in the full text') },
  secondary: {
    text: text('二手', 'Second-hand'),
    about: text('见于引用原文的资料，使用前请对照原文', 'Seen where the text is quoted; compare with the original'),
  },
  'from-knowledge': {
    text: text('凭经验', 'From practice'),
    about: text('业内通行做法，没有找到原文', 'Common practice; the text was not found'),
  },
  uncertain: {
    text: text('不确定', 'Uncertain'),
    about: text('说法不一或无法确认，仅供参考', 'Conflicting or unconfirmed; for reference only'),
  },
}

/** The mark of a source: a word with a shape, the meaning on hover and for screen readers. */
export function SourceMark({ status, count }: { status: SourceStatus; count?: number | undefined }): ReactNode {
  const t = useT()
  const words = SOURCE_WORDS[status]
  return (
    <span className={`source source-${status}`} title={t(words.about)}>
      {t(words.text)}
      {count === undefined ? null : <span className="num"> {count}</span>}
    </span>
  )
}
