import { z } from 'zod'
import { Text } from '#mechanisms/matters/model.ts'

export const UNITS = ['production', 'storage'] as const
export const RUNNING = ['running', 'stopped', 'overhaul', 'trial'] as const
export const GUARANTEE_ROLES = ['principal', 'technical', 'operation'] as const
export type GuaranteeRole = (typeof GUARANTEE_ROLES)[number]

/** A guarantee person (包保责任人) as named on the day: put up at the gate, so name, post and telephone are kept together. */
export const Guarantor = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(40),
  title: z.string().trim().max(60).default(''),
  phone: z.string().trim().max(30).default(''),
})
export type Guarantor = z.output<typeof Guarantor>

/** A line of the inventory: one tank, one reactor, one store of one substance. */
export const Item = z.object({
  id: z.uuid(),
  subjectId: z.uuid().nullable().default(null),
  label: z.string().trim().max(60).default(''),
  substance: z.string().trim().min(1).max(80),
  /** Row of table 1 of GB 18218-2018, where a name has several. */
  no: z.number().int().min(1).max(85).nullable().default(null),
  /** Design maximum (GB 18218-2018 4.2.2) in tonnes; null = not known yet. */
  quantityT: z.number().min(0).max(1e7).nullable(),
  classes: z.array(z.string().max(6)).max(6).default([]),
  beta: z.number().positive().max(100).nullable().default(null),
  /** Under special supervision (重点监管); null = as the delivered list says. */
  supervised: z.boolean().nullable().default(null),
})
export type Item = z.output<typeof Item>

/** One substance of the working: what was taken from which table. */
export const WorkingLine = z.object({
  label: z.string(),
  q: z.number().nullable(),
  Q: z.number().nullable(),
  beta: z.number().nullable(),
  ratio: z.number().nullable(),
  weighted: z.number().nullable(),
  basis: z.string(),
})
export type WorkingLine = z.output<typeof WorkingLine>

export const Grading = z.object({
  onDate: z.string(),
  rank: z.number().int(),
  s: z.number().nullable(),
  r: z.number().nullable(),
  alpha: z.number().nullable(),
  lines: z.array(WorkingLine),
  steps: z.array(z.string()),
  cannot: z.array(z.string()),
  clause: z.string(),
  sourceStatus: z.string(),
})
export type Grading = z.output<typeof Grading>

export const InstallationRow = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  path: z.string(),
  divisionName: z.string().nullable(),
  name: z.string(),
  unit: z.enum(UNITS),
  running: z.enum(RUNNING),
  process: z.string().nullable(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  population500m: z.number().int().nullable(),
  principal: Guarantor.nullable(),
  technical: Guarantor.nullable(),
  operation: Guarantor.nullable(),
  /** 1–4 the four levels, 5 cannot be judged, 6 no major hazard installation. */
  rank: z.number().int(),
  s: z.number().nullable(),
  r: z.number().nullable(),
  alpha: z.number().nullable(),
  cannot: z.array(z.string()),
  gradedOn: z.string().nullable(),
  assessedOn: z.string().nullable(),
  filedOn: z.string().nullable(),
  filedRank: z.number().int().nullable(),
  filingNumber: z.string().nullable(),
  status: z.string(),
  version: z.number().int(),
})
export type InstallationRow = z.output<typeof InstallationRow>

export const GradingRow = z.object({
  id: z.string(),
  at: z.string(),
  onDate: z.string(),
  reason: z.string(),
  actor: z.string(),
  changes: z.array(z.object({ what: Text, from: z.string().nullable(), to: z.string().nullable() })),
  rank: z.number().int(),
  s: z.number().nullable(),
  r: z.number().nullable(),
})

/** Two keys, one major (两重点一重大): each with its reason. */
export const Flag = z.object({ flag: z.enum(['chemicals', 'process', 'major']), holds: z.boolean().nullable(), why: Text })

/** A filing, notice or duty of the installation. */
export const RelatedMatter = z.object({
  id: z.string(),
  kind: z.string(),
  no: z.string(),
  title: z.string(),
  state: z.string(),
  phase: z.string(),
  dueAt: z.string().nullable(),
  openedAt: z.string(),
})
export type RelatedMatter = z.output<typeof RelatedMatter>

export const InstallationPage = z.object({
  installation: InstallationRow,
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  items: z.array(Item.extend({ subjectName: z.string().nullable() })),
  grading: Grading,
  history: z.array(GradingRow),
  flags: z.array(Flag),
  matters: z.array(RelatedMatter),
  /** By the rule of the periods: when the next assessment is due; null where no assessment is known. */
  reassessBy: z.string().nullable(),
  reassessClause: z.string(),
  editable: z.boolean(),
  /** Acts on matters of this installation that the post may open. */
  openable: z.array(z.enum(['filing', 'notice'])),
})
export type InstallationPage = z.output<typeof InstallationPage>

const head = {
  name: z.string().trim().min(2).max(80),
  unit: z.enum(UNITS),
  running: z.enum(RUNNING).default('running'),
  process: z.string().trim().max(40).nullable().default(null),
  subjectId: z.uuid().nullable().default(null),
  lng: z.number().min(-180).max(180).nullable().default(null),
  lat: z.number().min(-90).max(90).nullable().default(null),
  population500m: z.number().int().min(0).max(1e7).nullable().default(null),
  assessedOn: z.iso.date().nullable().default(null),
}

export const NewInstallation = z.object({ id: z.uuid(), orgId: z.uuid(), ...head, items: z.array(Item).max(200).default([]) })
export type NewInstallation = z.output<typeof NewInstallation>

export const PatchInstallation = z.object({
  version: z.number().int(),
  name: head.name.optional(),
  running: z.enum(RUNNING).optional(),
  process: z.string().trim().max(40).nullable().optional(),
  population500m: z.number().int().min(0).max(1e7).nullable().optional(),
  assessedOn: z.iso.date().nullable().optional(),
  principal: Guarantor.nullable().optional(),
  technical: Guarantor.nullable().optional(),
  operation: Guarantor.nullable().optional(),
  status: z.enum(['active', 'ended']).optional(),
})
export type PatchInstallation = z.output<typeof PatchInstallation>

export const Inventory = z.object({ version: z.number().int(), items: z.array(Item).max(200) })

export const InstallationQuery = z.object({
  orgId: z.uuid().optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]+$/)
    .max(40)
    .optional(),
  rank: z.coerce.number().int().min(1).max(6).optional(),
  /** `unnamed`: a guarantee person is missing. `reassess`: the assessment is older than its period. `unfiled`: not filed at its level. */
  only: z.enum(['unnamed', 'reassess', 'unfiled']).optional(),
  q: z.string().trim().max(60).optional(),
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(20),
})
export type InstallationQuery = z.output<typeof InstallationQuery>

export const InstallationCounts = z.object({
  ranks: z.record(z.string(), z.number().int()),
  unnamed: z.number().int(),
  reassess: z.number().int(),
  unfiled: z.number().int(),
})
