import { text } from '#kernel/text.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound } from '#platform/http/index.ts'
import { mailOf, type Auth } from './auth.ts'
import { normalUsername, passwordFault, usernameIsValid } from './password.ts'
import type { PasswordRules } from './types.ts'

export interface NewAccount {
  readonly personId: string
  readonly username: string
  readonly password: string
  /** Set by someone else: its owner is asked to change it. */
  readonly mustChange?: boolean
}

function assertPassword(password: string, own: readonly string[], rules: PasswordRules, field: string): void {
  const fault = passwordFault(password, own, rules)
  if (fault) throw badInput([{ field, message: fault }])
}

const hashOf = async (auth: Auth, password: string): Promise<string> => (await auth.$context).password.hash(password)

/**
 * Gives a person an account. In the caller's transaction, so that person, account and audit stand or fall together.
 * Throws 400 for a bad username or password, 409 when the username is taken or the person has an account.
 */
export async function addAccount(tx: Tx, auth: Auth, rules: PasswordRules, account: NewAccount, now: Date): Promise<string> {
  const name = normalUsername(account.username)
  if (!usernameIsValid(name)) {
    throw badInput([
      {
        field: 'body.username',
        message: text(
          '用户名为 2 至 40 位，可用汉字、字母、数字和 . _ -',
          'A username has 2 to 40 characters: letters, digits, dot, underscore, hyphen',
        ),
      },
    ])
  }
  const [person] = await tx.query<{ phone: string | null; user_id: string | null }>(
    sql`select phone, user_id from person where id = ${account.personId}::uuid for update`,
  )
  if (!person) throw notFound()
  if (person.user_id !== null) throw conflict(text('此人已有账号', 'This person has an account already'))
  assertPassword(account.password, [name, person.phone ?? ''], rules, 'body.password')
  const [taken] = await tx.query(sql`select 1 from signin."user" where username = ${name}`)
  if (taken) throw conflict(text('用户名已被使用', 'The username is taken'))
  const userId = uuidv7(now.getTime())
  const hash = await hashOf(auth, account.password)
  await tx.query(sql`insert into signin."user" (id, name, email, username, "displayUsername", must_change, "createdAt", "updatedAt")
    values (${userId}, ${name}, ${mailOf(userId)}, ${name}, ${name}, ${account.mustChange ?? false}, ${now}, ${now})`)
  await insertCredential(tx, userId, hash, now)
  await tx.query(sql`update person set user_id = ${userId} where id = ${account.personId}::uuid`)
  return userId
}

async function insertCredential(tx: Tx, userId: string, hash: string, now: Date): Promise<void> {
  await tx.query(sql`insert into signin.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    values (${uuidv7(now.getTime())}, ${userId}, 'credential', ${userId}, ${hash}, ${now}, ${now})`)
}

/** Sets the password after checking the rules; ends every other session and every trusted device. */
export async function setPassword(
  tx: Tx,
  auth: Auth,
  rules: PasswordRules,
  to: { userId: string; password: string; mustChange: boolean; keepSession: string | null; field: string },
  now: Date,
): Promise<void> {
  const [user] = await tx.query<{ username: string; phone: string | null }>(
    sql`select u.username, p.phone from signin."user" u left join person p on p.user_id = u.id where u.id = ${to.userId}`,
  )
  if (!user) throw notFound()
  assertPassword(to.password, [user.username, user.phone ?? ''], rules, to.field)
  const hash = await hashOf(auth, to.password)
  const changed = await tx.query(
    sql`update signin.account set password = ${hash}, "updatedAt" = ${now}
      where "userId" = ${to.userId} and "providerId" = 'credential' returning id`,
  )
  if (changed.length === 0) await insertCredential(tx, to.userId, hash, now)
  await tx.query(sql`update signin."user" set must_change = ${to.mustChange}, "updatedAt" = ${now} where id = ${to.userId}`)
  await endSessions(tx, to.userId, to.keepSession)
}

/** Ends the sessions of an account but the one to keep, and forgets trusted devices. */
export async function endSessions(tx: Tx, userId: string, keep: string | null): Promise<void> {
  await tx.query(sql`delete from signin.session where "userId" = ${userId} and id is distinct from ${keep}`)
  await tx.query(sql`delete from signin.verification where value = ${userId}`)
}

/** Takes the second factor away: for people who lost the phone and the backup codes. */
export async function removeSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.query(sql`delete from signin."twoFactor" where "userId" = ${userId}`)
  await tx.query(sql`update signin."user" set "twoFactorEnabled" = false where id = ${userId}`)
}

/** The account of a person, or null. */
export async function accountOfPerson(tx: Tx, personId: string): Promise<{ userId: string; username: string } | null> {
  const [row] = await tx.query<{ userId: string; username: string }>(
    sql`select u.id as "userId", u.username from person p join signin."user" u on u.id = p.user_id where p.id = ${personId}::uuid`,
  )
  return row ?? null
}
