import { z } from 'zod'
import type { MatterKind } from '#kernel/matter/index.ts'
import type { KindInfo } from '../model.ts'

/** A declaration as data for the web page: texts, transitions and the forms as JSON schema. */
export function kindInfo(kind: MatterKind): KindInfo {
  return {
    id: kind.id,
    version: kind.version,
    text: kind.text,
    prefix: kind.prefix,
    states: { ...kind.states },
    levels: { ...kind.levels },
    fields: { ...kind.fields },
    children: [...(kind.children ?? [])],
    oneAtATime: kind.oneAtATime ?? false,
    acts: Object.fromEntries(
      Object.entries(kind.acts).map(([name, act]) => [
        name,
        {
          text: act.text,
          from: act.from === null ? null : [...act.from],
          to: [...act.to],
          permission: act.permission,
          tone: act.tone ?? 'plain',
          bulk: act.bulk ?? false,
          system: act.system ?? false,
          evidence: act.evidence ?? null,
          document: act.document ?? null,
          form: z.toJSONSchema(act.form, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
        },
      ]),
    ),
  }
}
