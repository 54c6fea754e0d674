/** A text in the two languages of the product. Chinese is the first. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Lang = 'zh' | 'en'

/** Short form used in declarations: `text('隐患', 'Hidden hazard')`. */
export function text(zh: string, en: string): Text {
  return { zh, en }
}

/** The text in one language. */
export function say(value: Text, lang: Lang): string {
  return value[lang]
}

/** Fill `{name}` gaps in both languages; an unknown gap is left as it is, so that a missing value is seen. */
export function fill(value: Text, gaps: Readonly<Record<string, string | number>>): Text {
  const put = (s: string): string => s.replace(/\{(\w+)\}/g, (whole, name: string) => String(gaps[name] ?? whole))
  return { zh: put(value.zh), en: put(value.en) }
}
