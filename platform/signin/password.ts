import { text, type Text } from '#kernel/text.ts'
import type { PasswordRules } from './types.ts'

export const PASSWORD_RULES: PasswordRules = { minLength: 8, minClasses: 1 }

/** Longer ones only cost time in hashing. */
export const MAX_PASSWORD = 128

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]

/**
 * What is wrong with a password, or null. Length is counted in characters.
 * @param own what belongs to the account (username, phone number) and must not be the password
 */
export function passwordFault(password: string, own: readonly string[], rules: PasswordRules): Text | null {
  const length = [...password].length
  if (length < rules.minLength) return text(`密码至少 ${rules.minLength} 位`, `The password needs at least ${rules.minLength} characters`)
  if (length > MAX_PASSWORD) return text(`密码最多 ${MAX_PASSWORD} 位`, `The password may have at most ${MAX_PASSWORD} characters`)
  const lower = password.toLowerCase()
  if (own.some((o) => o !== '' && o.toLowerCase() === lower)) {
    return text('密码不能与用户名或手机号相同', 'The password must differ from the username and the phone number')
  }
  if (new Set(lower).size < 3) return text('密码不能只由一两个字符重复组成', 'The password must not repeat one or two characters')
  if (CLASSES.filter((c) => c.test(password)).length < rules.minClasses) {
    return text(
      `密码须含大写字母、小写字母、数字、其他符号中的至少 ${rules.minClasses} 类`,
      `The password needs at least ${rules.minClasses} of: lower case, upper case, digits, other characters`,
    )
  }
  return null
}

/** Usernames: letters of any script, digits, `.`, `_` and `-`; 2 to 40 characters. */
export function usernameIsValid(username: string): boolean {
  return /^[\p{L}\p{N}._-]{2,40}$/u.test(username)
}

/** One form for each name: full-width letters and capitals are typed by accident. */
export function normalUsername(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase()
}

/** Does it look like a mobile number of the mainland (11 digits, first digit 1)? */
export function isPhone(value: string): boolean {
  return /^1\d{10}$/.test(value)
}
