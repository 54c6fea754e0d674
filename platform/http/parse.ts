import { z } from 'zod'
import type { Text } from '#kernel/text.ts'
import { badInput, type FieldFault } from './problem.ts'

const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError

type Issue = Parameters<typeof zh>[0]

function messageText(value: string | { message: string } | undefined | null): string {
  return typeof value === 'string' ? value : (value?.message ?? '')
}

function both(issue: z.core.$ZodIssue): Text {
  const raw = { ...issue, input: issue.input } as unknown as Issue
  return { zh: messageText(zh(raw)) || issue.message, en: messageText(en(raw)) || issue.message }
}

/** Text of the nearest schema's `.meta({ zh, en })`, so that a fault names the field as the form does. */
function fieldText(schema: z.ZodType, at: readonly PropertyKey[]): Text | null {
  let here: z.ZodType | undefined = schema
  for (const key of at) {
    while (here instanceof z.ZodOptional || here instanceof z.ZodNullable || here instanceof z.ZodDefault) here = here.unwrap() as z.ZodType
    if (here instanceof z.ZodObject) here = (here.shape as Record<string, z.ZodType>)[String(key)]
    else if (here instanceof z.ZodArray) here = here.element as z.ZodType
    else return null
  }
  const meta = here?.meta()
  return typeof meta?.['zh'] === 'string' && typeof meta['en'] === 'string' ? { zh: meta['zh'], en: meta['en'] } : null
}

/** Every input from outside goes through here. Throws a 400 problem that names each field and what is wrong with it. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const faults: FieldFault[] = result.error.issues.map((issue) => {
    const name = fieldText(schema, issue.path)
    const why = issue.code === 'custom' ? { zh: issue.message, en: issue.message } : both(issue)
    return {
      field: [where, ...issue.path.map(String)].filter((p) => p !== '').join('.'),
      message: name ? { zh: `${name.zh}：${why.zh}`, en: `${name.en}: ${why.en}` } : why,
    }
  })
  throw badInput(faults)
}
