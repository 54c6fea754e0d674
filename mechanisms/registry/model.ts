import { z } from 'zod'
import { text, type Text as TextType } from '#kernel/text.ts'
import { normalUscc } from './rules.ts'

export const Text = z.object({ zh: z.string(), en: z.string() })

type Choices = Readonly<Record<string, TextType>>

export const ORG_KINDS = {
  enterprise: text('企业', 'Enterprise'),
  office: text('监管部门', 'Office'),
  body: text('其他单位', 'Other body'),
} as const satisfies Choices

export const ORG_SIZES = {
  large: text('大型', 'Large'),
  medium: text('中型', 'Medium'),
  small: text('小型', 'Small'),
  micro: text('微型', 'Micro'),
} as const satisfies Choices

export const ORG_STATUS = {
  active: text('正常', 'Active'),
  building: text('在建', 'Under construction'),
  stopped: text('停产', 'Stopped'),
  resuming: text('复工复产准备', 'Preparing to resume'),
  closed: text('关闭', 'Closed'),
} as const satisfies Choices

export const CRS_TEXT = {
  wgs84: text('WGS-84（卫星定位）', 'WGS-84 (satellite)'),
  gcj02: text('GCJ-02（高德、腾讯地图）', 'GCJ-02 (Amap, Tencent)'),
  bd09: text('BD-09（百度）', 'BD-09 (Baidu)'),
} as const satisfies Choices

export const RELATION_KINDS = {
  owner: text('产权单位（出租方）', 'Owner (lessor)'),
  contractor: text('承包单位', 'Contractor'),
  parent: text('上级单位', 'Parent'),
} as const satisfies Choices

const keys = <C extends Choices>(choices: C): [keyof C & string, ...(keyof C & string)[]] =>
  Object.keys(choices) as [keyof C & string, ...(keyof C & string)[]]

const line = (zh: string, en: string, max = 200) => z.string().trim().min(1).max(max).meta({ zh, en })
const path = z
  .string()
  .regex(/^[0-9a-z]{2,40}$/)
  .meta({ zh: '所在地区', en: 'Division' })
const day = (zh: string, en: string) => z.iso.date().meta({ zh, en, widget: 'date' })

/** `crs` is what the numbers were read from; WGS-84 is stored. */
export const PlaceInput = z
  .object({
    lng: z.number().min(-180).max(180).meta({ zh: '经度', en: 'Longitude' }),
    lat: z.number().min(-90).max(90).meta({ zh: '纬度', en: 'Latitude' }),
    crs: z.enum(keys(CRS_TEXT)).default('wgs84').meta({ zh: '坐标系', en: 'Coordinate system', options: CRS_TEXT }),
  })
  .meta({ zh: '位置', en: 'Place' })
export type PlaceInput = z.output<typeof PlaceInput>

/** Its check character is tested by the server, which can say what is wrong in both languages. */
export const Uscc = z.string().max(40).transform(normalUscc).meta({ zh: '统一社会信用代码', en: 'Unified social credit code' })

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()])
const fields = z.record(z.string().max(60), scalar).meta({ zh: '其他内容', en: 'More' })

export const OrgInput = z.object({
  kind: z.enum(keys(ORG_KINDS)).default('enterprise').meta({ zh: '类别', en: 'Kind', options: ORG_KINDS }),
  name: line('名称', 'Name'),
  aliases: z.array(z.string().trim().min(1).max(200)).max(20).default([]).meta({ zh: '别名', en: 'Other names' }),
  uscc: Uscc.nullable().default(null),
  path,
  /** The one enforcing office. Absent: the office of the post that enters it, where that covers the place. */
  officeId: z.uuid().nullish().meta({ zh: '监管部门', en: 'Supervising office' }),
  parentId: z.uuid().nullable().default(null).meta({ zh: '上级单位', en: 'Parent' }),
  sector: z.string().max(60).nullable().default(null).meta({ zh: '行业', en: 'Sector' }),
  size: z.enum(keys(ORG_SIZES)).nullable().default(null).meta({ zh: '规模', en: 'Size', options: ORG_SIZES }),
  status: z.enum(keys(ORG_STATUS)).default('active').meta({ zh: '状态', en: 'Status', options: ORG_STATUS }),
  address: line('地址', 'Address', 300).nullable().default(null),
  place: PlaceInput.nullable().default(null),
  legalPerson: line('主要负责人', 'Principal', 60).nullable().default(null),
  phone: line('电话', 'Telephone', 40).nullable().default(null),
  fields: fields.default({}),
})
export type OrgInput = z.output<typeof OrgInput>

const bare = OrgInput.shape

/** Absent = keep, null = clear (where it may be empty). `version` is the one that was read. */
export const OrgPatch = z.object({
  version: z.number().int(),
  name: bare.name.optional(),
  aliases: bare.aliases.unwrap().optional(),
  uscc: Uscc.nullable().optional(),
  path: path.optional(),
  officeId: z.uuid().nullable().optional(),
  parentId: z.uuid().nullable().optional(),
  sector: z.string().max(60).nullable().optional(),
  size: z.enum(keys(ORG_SIZES)).nullable().optional(),
  status: z.enum(keys(ORG_STATUS)).optional(),
  address: line('地址', 'Address', 300).nullable().optional(),
  place: PlaceInput.nullable().optional(),
  legalPerson: line('主要负责人', 'Principal', 60).nullable().optional(),
  phone: line('电话', 'Telephone', 40).nullable().optional(),
  fields: fields.optional(),
})
export type OrgPatch = z.output<typeof OrgPatch>

export const OrgRow = z.object({
  id: z.string(),
  kind: z.enum(keys(ORG_KINDS)),
  name: z.string(),
  aliases: z.array(z.string()),
  uscc: z.string().nullable(),
  path: z.string(),
  divisionName: z.string().nullable(),
  officeId: z.string().nullable(),
  officeName: z.string().nullable(),
  parentId: z.string().nullable(),
  sector: z.string().nullable(),
  size: z.string().nullable(),
  status: z.string(),
  address: z.string().nullable(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  legalPerson: z.string().nullable(),
  phone: z.string().nullable(),
  fields: z.record(z.string(), z.unknown()),
  version: z.number().int(),
  updatedAt: z.string(),
})
export type OrgRow = z.output<typeof OrgRow>

/** What of an organisation is entered; its history is kept in this form. */
export type OrgDraft = Omit<OrgRow, 'id' | 'divisionName' | 'officeName' | 'version' | 'updatedAt'>

const list = z
  .string()
  .transform((s) => s.split(',').filter((x) => x !== ''))
  .pipe(z.array(z.string().max(60)).max(30))

/** Filters of a list of organisations. Lists are comma separated; `q` is a piece of the name, pinyin initials or the code. */
export const OrgQuery = z.object({
  q: z.string().trim().max(60).optional(),
  kind: list.optional(),
  sector: list.optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]+$/)
    .max(40)
    .optional(),
  size: list.optional(),
  status: list.optional(),
  officeId: z.uuid().optional(),
  sort: z.enum(['name', 'recent']).default('name'),
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type OrgQuery = z.output<typeof OrgQuery>

export const OrgList = z.object({ items: z.array(OrgRow), next: z.string().nullable() })

export const SubjectInput = z.object({
  orgId: z.uuid(),
  sector: z.string().max(60).meta({ zh: '行业', en: 'Sector' }),
  type: z.string().max(60).meta({ zh: '类型', en: 'Type' }),
  name: line('名称', 'Name'),
  /** Absent: where the organisation lies. */
  path: path.optional(),
  address: line('地址', 'Address', 300).nullable().default(null),
  place: PlaceInput.nullable().default(null),
  fields: fields.default({}),
})

export const STATUS = z.enum(['active', 'ended'])

export const SubjectPatch = z.object({
  version: z.number().int(),
  name: line('名称', 'Name').optional(),
  path: path.optional(),
  address: line('地址', 'Address', 300).nullable().optional(),
  place: PlaceInput.nullable().optional(),
  fields: fields.optional(),
  status: STATUS.optional(),
})

export const SubjectRow = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  sector: z.string(),
  type: z.string(),
  name: z.string(),
  path: z.string(),
  address: z.string().nullable(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  fields: z.record(z.string(), z.unknown()),
  status: STATUS,
  version: z.number().int(),
})
export type SubjectRow = z.output<typeof SubjectRow>

const noticeDays = z.array(z.number().int().min(0).max(730)).max(10).meta({ zh: '提前提醒天数', en: 'Notice days' })

export const LicenceInput = z.object({
  orgId: z.uuid(),
  subjectId: z.uuid().nullable().default(null),
  personId: z.uuid().nullable().default(null),
  type: z.string().max(60).meta({ zh: '证照种类', en: 'Type' }),
  /** Whose it is, in words; absent: the name of the organisation or subject. */
  holder: line('持证单位或人员', 'Holder').optional(),
  number: z.string().trim().max(100).default('').meta({ zh: '编号', en: 'Number' }),
  issuer: line('发证机关', 'Issued by').nullable().default(null),
  issuedOn: day('发证日期', 'Issued on').nullable().default(null),
  validFrom: day('有效期起', 'Valid from').nullable().default(null),
  validTo: day('有效期止', 'Valid until').nullable().default(null),
  /** Absent: those of the type. */
  noticeDays: noticeDays.optional(),
  note: line('备注', 'Note', 1000).nullable().default(null),
})

export const LicencePatch = z.object({
  version: z.number().int(),
  holder: line('持证单位或人员', 'Holder').optional(),
  number: z.string().trim().max(100).optional(),
  issuer: line('发证机关', 'Issued by').nullable().optional(),
  issuedOn: day('发证日期', 'Issued on').nullable().optional(),
  validFrom: day('有效期起', 'Valid from').nullable().optional(),
  validTo: day('有效期止', 'Valid until').nullable().optional(),
  noticeDays: noticeDays.optional(),
  note: line('备注', 'Note', 1000).nullable().optional(),
  status: STATUS.optional(),
})

export const LicenceRow = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  personId: z.string().nullable(),
  type: z.string(),
  holder: z.string(),
  number: z.string(),
  issuer: z.string().nullable(),
  issuedOn: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  noticeDays: z.array(z.number().int()),
  note: z.string().nullable(),
  status: STATUS,
  version: z.number().int(),
})
export type LicenceRow = z.output<typeof LicenceRow>

export const RelationInput = z.object({
  orgId: z.uuid(),
  kind: z.enum(keys(RELATION_KINDS)).meta({ zh: '关系', en: 'Relation', options: RELATION_KINDS }),
  otherId: z.uuid().nullable().default(null),
  /** Needed where the other one is not registered. */
  otherName: line('对方单位', 'Other organisation').nullable().default(null),
  since: day('开始日期', 'Since').nullable().default(null),
  until: day('结束日期', 'Until').nullable().default(null),
  note: line('备注', 'Note', 1000).nullable().default(null),
})

export const RelationPatch = z.object({
  version: z.number().int(),
  since: day('开始日期', 'Since').nullable().optional(),
  until: day('结束日期', 'Until').nullable().optional(),
  note: line('备注', 'Note', 1000).nullable().optional(),
  status: STATUS.optional(),
})

export const RelationRow = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string().nullable(),
  kind: z.enum(keys(RELATION_KINDS)),
  otherId: z.string().nullable(),
  otherName: z.string(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  note: z.string().nullable(),
  status: STATUS,
  version: z.number().int(),
})
export type RelationRow = z.output<typeof RelationRow>

export const PersonRow = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  posts: z.array(z.object({ id: z.string(), title: z.string(), role: z.string(), roleText: Text })),
})

export const OrgFile = z.object({
  org: OrgRow.extend({ parentName: z.string().nullable() }),
  subjects: z.array(SubjectRow),
  licences: z.array(LicenceRow),
  relations: z.array(RelationRow),
  /** null = the post may not see people. */
  people: z.array(PersonRow).nullable(),
  matters: z.array(z.object({ kind: z.string(), phase: z.string(), count: z.number().int() })),
  abilities: z.object({ edit: z.boolean(), editAll: z.boolean(), subjects: z.boolean(), licences: z.boolean() }),
  /** True where a list above was cut at 500; the full one has a page of its own. */
  cut: z.boolean(),
  today: z.string(),
})
export type OrgFile = z.output<typeof OrgFile>

export const Change = z.object({
  id: z.number().int(),
  entity: z.enum(['org', 'subject', 'licence', 'relation']),
  entityId: z.string(),
  at: z.string(),
  actor: z.object({ personId: z.string(), name: z.string(), role: z.string() }),
  via: z.enum(['form', 'import']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()),
})
export type Change = z.output<typeof Change>

export const IMPORT_STATES = ['reading', 'checked', 'committing', 'done', 'failed', 'cancelled'] as const

export const ImportView = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  /** True when nothing has moved for two minutes although it should: the server was restarted. */
  stalled: z.boolean(),
  rows: z.number().int(),
  bad: z.number().int(),
  fresh: z.number().int(),
  known: z.number().int(),
  written: z.number().int(),
  fault: Text.nullable(),
  errors: z.array(
    z.object({
      /** Row number as the spreadsheet shows it. */
      row: z.number().int(),
      column: z.string(),
      columnText: Text,
      value: z.string(),
      message: Text,
      remedy: Text,
    }),
  ),
  next: z.number().int().nullable(),
})
export type ImportView = z.output<typeof ImportView>
