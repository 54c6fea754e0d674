const HAN = '\\u3400-\\u9fff\\uff08\\uff09《》〔〕“”'
const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }

/**
 * Chinese as it is printed: full-width punctuation beside Chinese characters, a space between these and Latin letters or
 * figures. The rules' own texts are kept as their sources write them.
 */
export function typeset(words: string): string {
  return words
    .replace(/\(([^()]*)\)/g, (all, inner: string, at: number) =>
      new RegExp(`[${HAN}]`).test(`${words[at - 1] ?? ''}${inner}${words[at + all.length] ?? ''}`) ? `（${inner}）` : all,
    )
    .replace(
      new RegExp(`(?<=[${HAN}])\\s*([,;:?!])\\s*|\\s*([,;:?!])\\s*(?=[${HAN}])`, 'g'),
      (_all, a?: string, b?: string) => FULL[a ?? b ?? ''] ?? '',
    )
    .replace(/(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9fff])/g, ' ')
}
