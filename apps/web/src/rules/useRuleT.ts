import { say, type Text } from '#kernel/text.ts'
import { useLang } from '#platform/web/index.ts'
import { typeset } from './typeset.ts'

/** `t(text)` for texts of the rules: in Chinese with Chinese punctuation. */
export function useRuleT(): (value: Text) => string {
  const { lang } = useLang()
  return (value) => (lang === 'zh' ? typeset(say(value, lang)) : say(value, lang))
}
