import { z } from 'zod'

const Words = z.object({ zh: z.string(), en: z.string() })

/** The four levels, and grey = cannot judge. Red is worst. */
export const GRADES = ['red', 'orange', 'gold', 'blue', 'grey'] as const
export const Grade = z.enum(GRADES)
export type Grade = z.output<typeof Grade>

const Position = z.array(z.number()).min(2).max(4)
const Ring = z.array(Position).min(4)

/** GeoJSON geometry of an area (RFC 7946): the two types that areas have. */
export const Shape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
])
export type Shape = z.output<typeof Shape>

/** What an area's grade is computed from: counts of what is open now. */
export const AreaInputs = z.object({
  openMajors: z.number().int(),
  overdueMajors: z.number().int(),
  listings: z.number().int(),
  overdueListings: z.number().int(),
  openGenerals: z.number().int(),
  overdueGenerals: z.number().int(),
  missedChecks: z.number().int(),
  enterprises: z.number().int(),
})
export type AreaInputs = z.output<typeof AreaInputs>

/** The figures of the grade formula: local practice, no law fixes them. Kept under the setting `map.area-grade`. */
export const GradeSettings = z.object({
  /** Overdue general hazards per 100 enterprises above which an area is orange. */
  orangePer100: z.number().nonnegative().max(1000),
  /** … but never below this many, so that one overdue hazard in a small place does not make it orange. */
  orangeAtLeast: z.number().int().min(1).max(1000),
  /** Missed checks per 100 enterprises above which an area is gold. */
  goldMissedPer100: z.number().nonnegative().max(1000),
})
export type GradeSettings = z.output<typeof GradeSettings>

/** One step of the formula, in the order in which they are put; the first that holds decides. */
export const GradeStep = z.object({ level: Grade, text: Words, holds: z.boolean() })
export type GradeStep = z.output<typeof GradeStep>

export const Area = z.object({
  path: z.string(),
  name: z.string(),
  shape: Shape.nullable(),
  shapeNote: z.string().nullable(),
  level: Grade,
  reason: Words,
  steps: z.array(GradeStep),
  inputs: AreaInputs,
})
export type Area = z.output<typeof Area>

const path = z
  .string()
  .regex(/^[0-9a-z]+$/)
  .max(40)

export const AreasQuery = z.object({ path: path.optional() })

export const Areas = z.object({
  path: z.string(),
  items: z.array(Area),
  /** What lies in the area but in none of its parts, so that the parts and this add up. */
  elsewhere: AreaInputs,
  version: z.string(),
  settings: GradeSettings,
  /** Set where the reader sees a part only, and what that means for the colours. */
  limited: Words.nullable(),
})
export type Areas = z.output<typeof Areas>

/** `west,south,east,north` in degrees. */
const Bbox = z
  .string()
  .max(120)
  .transform((s) => s.split(',').map(Number))
  .pipe(z.tuple([z.number(), z.number(), z.number(), z.number()]))
  .refine(([w, s, e, n]) => w < e && s < n && w >= -180 && e <= 180 && s >= -90 && n <= 90)

export const PointsQuery = z.object({
  path: path.optional(),
  sector: z.string().max(40).optional(),
  bbox: Bbox.optional(),
  /** `open`: only enterprises with something open. */
  only: z.enum(['open']).optional(),
})
export type PointsQuery = z.output<typeof PointsQuery>

export const PointInputs = AreaInputs.pick({
  openMajors: true,
  overdueMajors: true,
  listings: true,
  overdueListings: true,
  openGenerals: true,
  overdueGenerals: true,
})
export type PointInputs = z.output<typeof PointInputs>

export const MapPoint = PointInputs.extend({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  sector: z.string().nullable(),
  lng: z.number(),
  lat: z.number(),
  level: Grade,
})
export type MapPoint = z.output<typeof MapPoint>

export const Points = z.object({
  items: z.array(MapPoint),
  /** There are more than are sent; the worst are sent first. */
  capped: z.boolean(),
  /** Enterprises of the same filter that have no place yet: they are missing on the map and said to be. */
  withoutPlace: z.number().int(),
})
export type Points = z.output<typeof Points>

/** What the administrator may set for the map page; null = no base map, plain ground. */
export const MapSettings = z.object({
  tiles: z
    .object({
      url: z
        .string()
        .max(500)
        .regex(/^(https?:\/\/|\/)/),
      /** Names the source and, for national maps, the approval number (审图号). */
      attribution: z.string().max(300),
      tileSize: z.number().int().min(128).max(1024).default(256),
    })
    .nullable(),
})
export type MapSettings = z.output<typeof MapSettings>

export const RedItem = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.string(),
  orgName: z.string().nullable(),
  /** Whose turn it is now. */
  owner: z.string().nullable(),
  reason: Words,
  dueAt: z.string().nullable(),
  stateSince: z.string(),
})
export type RedItem = z.output<typeof RedItem>

export const LadderRow = z.object({
  id: z.string(),
  name: z.string(),
  /** `org`: an enterprise that has not rectified. `office`: an office that has not verified or decided. */
  holder: z.enum(['org', 'office']),
  overdue: z.number().int(),
  majors: z.number().int(),
  /** The deadline that ran out first. */
  oldestDue: z.string(),
})
export type LadderRow = z.output<typeof LadderRow>

export const BoardCounts = z.object({
  open: z.number().int(),
  overdue: z.number().int(),
  soon: z.number().int(),
  verify: z.number().int(),
  confirm: z.number().int(),
  majors: z.number().int(),
  overdueMajors: z.number().int(),
  recurring: z.number().int(),
  listings: z.number().int(),
  reportedToday: z.number().int(),
  closedThisMonth: z.number().int(),
  checksDue: z.number().int(),
  checksMissed: z.number().int(),
  checksDoneToday: z.number().int(),
})
export type BoardCounts = z.output<typeof BoardCounts>

/** Hazards opened and closed in a week; `week` is its Monday. */
export const TrendWeek = z.object({ week: z.string(), opened: z.number().int(), closed: z.number().int() })
export type TrendWeek = z.output<typeof TrendWeek>

export const OverdueOrg = z.object({ id: z.string(), name: z.string(), overdue: z.number().int(), oldestDue: z.string() })
export type OverdueOrg = z.output<typeof OverdueOrg>

export const CheckRow = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  /** Who does it: post, team, workshop or enterprise. */
  team: z.string().nullable(),
  dueAt: z.string().nullable(),
  /** The day it is for (China date); tells checks of the same list apart. */
  day: z.string().nullable(),
})
export type CheckRow = z.output<typeof CheckRow>

export const OpenRow = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  level: z.string().nullable(),
  dueAt: z.string().nullable(),
})
export type OpenRow = z.output<typeof OpenRow>

export const EndingLicence = z.object({ id: z.string(), orgId: z.string(), holder: z.string(), type: z.string(), validTo: z.string() })
export type EndingLicence = z.output<typeof EndingLicence>

export const Plant = z.object({
  /** Checks of today and those that were missed and are still to be made up. */
  checks: z.array(CheckRow),
  /** Open hazards of the own organisation, nearest deadline first. */
  hazards: z.array(OpenRow),
  /** Licences and certificates that end soon or have ended. */
  licences: z.array(EndingLicence),
})
export type Plant = z.output<typeof Plant>

/** Data of the home page. A part is null where the post may not read what it is made of. */
export const Board = z.object({
  path: z.string(),
  /** China dates that the doors behind the numbers use. */
  today: z.string(),
  monthStart: z.string(),
  counts: BoardCounts.nullable(),
  redNow: z.array(RedItem),
  ladder: z.array(LadderRow),
  trend: z.array(TrendWeek),
  lights: Areas.nullable(),
  orgs: z.array(OverdueOrg),
  plant: Plant.nullable(),
})
export type Board = z.output<typeof Board>
