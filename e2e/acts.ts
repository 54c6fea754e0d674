import sharp from 'sharp'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A drawn picture, different each time: stands for a photograph in the tests. */
export async function picture(seed: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="hsl(${seed % 360} 40% 60%)"/>
    <circle cx="${100 + (seed % 400)}" cy="200" r="${40 + (seed % 90)}" fill="#333"/><text x="20" y="60" font-size="40">${seed}</text></svg>`
  return { name: `photo-${seed}.jpg`, mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(svg)).jpeg().toBuffer() }
}

/** A date some days ahead in China, as a form takes it. */
export function ahead(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}

export interface Filled {
  /** Label → what is typed; for dates YYYY-MM-DD. */
  readonly type?: Readonly<Record<string, string>>
  /** Words of choices to click. */
  readonly choose?: readonly string[]
  /** Label of a list of several → the words picked of it. */
  readonly pick?: Readonly<Record<string, readonly string[]>>
  readonly photo?: number
}

/** Does an act on an open matter page as a person does: button, form, send; waits until the state's word is there. */
export async function doAct(page: Page, button: string, filled: Filled, stateAfter: string): Promise<void> {
  await page.getByRole('group', { name: '可办理' }).getByRole('button', { name: button, exact: true }).click()
  await fillForm(page, button, filled)
  await page.locator('.state', { hasText: stateAfter }).first().waitFor()
}

async function tapDay(page: Page, field: Locator, day: string): Promise<void> {
  await field.click()
  const calendar = page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)')
  const cell = calendar.locator(`td[title="${day}"]`)
  for (let months = 0; months < 14 && (await cell.count()) === 0; months++) await calendar.locator('.ant-picker-header-next-btn').click()
  await cell.click()
  await calendar.waitFor({ state: 'hidden' })
}

/** Fills and sends the form of an act that is open. */
export async function fillForm(page: Page, button: string, filled: Filled): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  for (const word of filled.choose ?? []) await dialog.getByText(word, { exact: true }).click()
  for (const [label, words] of Object.entries(filled.pick ?? {})) {
    const field = dialog.getByLabel(label, { exact: false }).first()
    await field.click()
    const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    for (const word of words) await list.getByTitle(word, { exact: true }).click()
    // Leaves the list without leaving the form.
    await field.blur()
    await list.waitFor({ state: 'hidden' })
  }
  for (const [label, value] of Object.entries(filled.type ?? {})) {
    const field = dialog.getByLabel(label, { exact: false }).first()
    // On a phone a date is tapped in the calendar, not typed.
    if (await field.evaluate((e) => e instanceof HTMLInputElement && e.readOnly)) await tapDay(page, field, value)
    else await field.fill(value)
  }
  if (filled.photo !== undefined) {
    await dialog
      .locator('input[type=file]')
      .first()
      .setInputFiles(await picture(filled.photo))
    await dialog.locator('img').first().waitFor()
  }
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Nothing wider than the screen. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over).toBeLessThanOrEqual(0)
}
