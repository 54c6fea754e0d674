import { text, type Text } from '#kernel/text.ts'

type Rule = readonly [pattern: RegExp, name: Text]

/** The narrower first: every browser calls itself Safari, and most call themselves Chrome. */
const BROWSERS: readonly Rule[] = [
  [/MicroMessenger/i, text('微信', 'WeChat')],
  [/DingTalk/i, text('钉钉', 'DingTalk')],
  [/QQBrowser/i, text('QQ 浏览器', 'QQ Browser')],
  [/\b360(SE|EE|Browser)/i, text('360 浏览器', '360 Browser')],
  [/HuaweiBrowser/i, text('华为浏览器', 'Huawei Browser')],
  [/\bEdg(e|A|iOS)?\//, text('Edge 浏览器', 'Edge')],
  [/Firefox\/|FxiOS/, text('火狐浏览器', 'Firefox')],
  [/Chrome\/|CriOS/, text('Chrome 浏览器', 'Chrome')],
  [/Safari\//, text('Safari 浏览器', 'Safari')],
]

const SYSTEMS: readonly Rule[] = [
  [/HarmonyOS|OpenHarmony/i, text('鸿蒙', 'HarmonyOS')],
  [/Android/i, text('安卓手机', 'Android')],
  [/iPhone/, text('苹果手机', 'iPhone')],
  [/iPad/, text('苹果平板', 'iPad')],
  [/Windows NT 6\.1/, text('Windows 7 电脑', 'Windows 7')],
  [/Windows/, text('Windows 电脑', 'Windows')],
  [/Mac OS X|Macintosh/, text('苹果电脑', 'Mac')],
  [/Kylin|UOS|UnionTech/i, text('国产系统电脑', 'Kylin or UOS')],
  [/Linux|X11/, text('Linux 电脑', 'Linux')],
]

const find = (rules: readonly Rule[], agent: string): Text | undefined => rules.find(([pattern]) => pattern.test(agent))?.[1]

/** What a browser says of itself, in words that help to tell one's own devices. */
export function deviceOf(userAgent: string): Text {
  const browser = find(BROWSERS, userAgent)
  const system = find(SYSTEMS, userAgent)
  if (browser && system) return text(`${system.zh} · ${browser.zh}`, `${system.en} · ${browser.en}`)
  return browser ?? system ?? text('其他设备', 'Another device')
}

/** The secret inside an `otpauth://` address, in groups of four, for those who cannot scan it. */
export function secretOf(uri: string): string {
  const secret = /[?&]secret=([A-Z2-7]+)/i.exec(uri)?.[1] ?? ''
  return (secret.match(/.{1,4}/g) ?? []).join(' ')
}
