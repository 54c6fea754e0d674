import { uuidv7 } from '#kernel/ids.ts'
import { CELL, cornerOf, COUNTY, PARK, PLACES, TOWNS, type Place } from './places.ts'
import { orgName, personName, TRADES, type Trade } from './names.ts'
import type { Chance } from './random.ts'

export interface SampleOrg {
  readonly id: string
  readonly kind: 'enterprise' | 'office'
  readonly name: string
  readonly path: string
  readonly officeId: string | null
  readonly parentId: string | null
  readonly sector: string | null
  readonly size: string | null
  readonly lng: number | null
  readonly lat: number | null
  readonly selfCheck: boolean
  readonly legalPerson: string | null
}

export interface SamplePost {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly orgId: string
  readonly orgName: string
  readonly role: string
  readonly title: string
  readonly path: string
  readonly sectors: readonly string[] | null
}

export interface SampleCounty {
  readonly orgs: readonly SampleOrg[]
  readonly posts: readonly SamplePost[]
  /** The posts that can be entered from the sign-in page: username → post. */
  readonly demo: readonly { readonly username: string; readonly post: SamplePost }[]
}

const OFFICES = [
  { key: 'gov', name: '云泽县人民政府' },
  { key: 'em', name: '云泽县应急管理局' },
  { key: 'fire', name: '云泽县消防救援大队' },
  { key: 'build', name: '云泽县住房和城乡建设局' },
  { key: 'road', name: '云泽县交通运输局' },
  { key: 'market', name: '云泽县市场监督管理局' },
  { key: 'school', name: '云泽县教育体育局' },
  { key: 'tour', name: '云泽县文化和旅游局' },
  { key: 'police', name: '云泽县公安局' },
] as const

/** Which county office supervises a trade of larger size; small ones are supervised by their town. */
const SUPERVISOR: Readonly<Record<string, string>> = {
  fire: 'fire',
  construction: 'build',
  'city-lifeline': 'build',
  'road-transport': 'road',
  'special-equipment': 'market',
}

const SIZES = ['large', 'medium', 'small', 'micro'] as const

function weighted<T extends { weight: number }>(dice: Chance, list: readonly T[]): T {
  let left = dice.next() * list.reduce((sum, one) => sum + one.weight, 0)
  for (const one of list) {
    left -= one.weight
    if (left < 0) return one
  }
  return dice.pick(list)
}

function sizeOf(dice: Chance, trade: Trade): string {
  let left = dice.next()
  for (const [i, share] of trade.sizes.entries()) {
    left -= share
    if (left < 0) return SIZES[i] ?? 'small'
  }
  return 'small'
}

/** How many of each trade: at least one of each; what rounding takes or gives too much falls to the most frequent trade. */
function countsOf(size: number): number[] {
  const total = TRADES.reduce((sum, t) => sum + t.weight, 0)
  const counts = TRADES.map((t) => Math.max(1, Math.round((t.weight / total) * size)))
  const most = TRADES.reduce((best, t, i) => (t.weight > (TRADES[best]?.weight ?? 0) ? i : best), 0)
  counts[most] = Math.max(1, (counts[most] ?? 1) + size - counts.reduce((sum, c) => sum + c, 0))
  return counts
}

function spot(dice: Chance, place: Place): { lng: number; lat: number } {
  const [lng, lat] = cornerOf(place.cell)
  const within = (): number => (0.12 + 0.76 * dice.next()) * CELL
  return { lng: Number((lng + within()).toFixed(6)), lat: Number((lat + within()).toFixed(6)) }
}

/**
 * An invented county as plain data: offices, towns, a park, enterprises, people and posts. The same seed and start give
 * the same county. `start` is the instant (ms) the ids are made from.
 */
export function makeCounty(dice: Chance, size: number, start: number): SampleCounty {
  let clock = start
  const id = (): string => uuidv7(clock++, dice.bytes(10))
  const office = (name: string, path: string, parentId: string | null): SampleOrg => ({
    id: id(),
    kind: 'office',
    name,
    path,
    officeId: null,
    parentId,
    sector: null,
    size: null,
    lng: null,
    lat: null,
    selfCheck: false,
    legalPerson: null,
  })
  const gov = office(OFFICES[0].name, COUNTY.path, null)
  const county = new Map<string, SampleOrg>([['gov', gov]])
  for (const o of OFFICES.slice(1)) county.set(o.key, office(o.name, COUNTY.path, gov.id))
  const em = county.get('em') ?? gov
  const local = new Map<string, SampleOrg>()
  for (const town of TOWNS) local.set(town.path, office(`${town.name}应急管理所`, town.path, em.id))
  local.set(PARK.path, office('云泽化工园区管委会', PARK.path, em.id))

  const taken = new Set<string>()
  const enterprises: SampleOrg[] = []
  const counts = countsOf(size)
  for (const [n, trade] of TRADES.entries()) {
    const count = counts[n] ?? 1
    for (let i = 0; i < count; i++) {
      const place = dice.yes(trade.inPark) ? PARK : weighted(dice, TOWNS)
      const own = sizeOf(dice, trade)
      const byCounty =
        own === 'large' || own === 'medium' || ['hazchem', 'coal', 'noncoal-mine', 'tailings', 'fireworks'].includes(trade.sector)
      const supervisor = byCounty ? (county.get(SUPERVISOR[trade.sector] ?? 'em') ?? em) : (local.get(place.path) ?? em)
      enterprises.push({
        id: id(),
        kind: 'enterprise',
        name: orgName(dice, trade, place === PARK ? '云泽' : place.name, taken),
        path: place.path,
        officeId: supervisor.id,
        parentId: null,
        sector: trade.sector,
        size: own,
        ...spot(dice, place),
        selfCheck: own === 'large' || (own === 'medium' && dice.yes(0.15)),
        legalPerson: personName(dice),
      })
    }
  }

  const posts: SamplePost[] = []
  const post = (org: SampleOrg, role: string, title: string, sectors: readonly string[] | null = null): SamplePost => {
    const made = {
      id: id(),
      personId: id(),
      name: personName(dice),
      orgId: org.id,
      orgName: org.name,
      role,
      title,
      path: org.path,
      sectors,
    }
    posts.push(made)
    return made
  }
  const leader = post(gov, 'leader', '副县长')
  const admin = post(em, 'admin', '系统管理员')
  const duty = post(em, 'duty', '指挥中心值班员')
  // Coordinates, and so answers for all trades; the next one for some.
  const officer = post(em, 'officer', '综合协调科科长')
  post(em, 'officer', '危化监管科科长', ['hazchem', 'fireworks', 'tailings', 'noncoal-mine', 'coal', 'metal-and-trade', 'park'])
  for (const [key, o] of county) if (key !== 'gov' && key !== 'em') post(o, 'officer', '安全监管股股长')
  const clerks = new Map<string, SamplePost>()
  for (const place of PLACES) {
    const own = local.get(place.path)
    if (own) clerks.set(place.path, post(own, 'clerk', place === PARK ? '安全环保办主任' : '应急管理所所长'))
  }
  // The demonstration plant: a larger chemical works in the park.
  const works = enterprises.filter((e) => e.sector === 'hazchem' && e.path === PARK.path)
  const plant = works.find((e) => e.size === 'large' || e.size === 'medium') ?? works[0] ?? enterprises[0]
  if (!plant) throw new Error('The sample has no enterprise')
  // It checks itself, so that its people find something to do today.
  enterprises[enterprises.indexOf(plant)] = { ...plant, size: plant.size === 'large' ? 'large' : 'medium', selfCheck: true }
  let safety: SamplePost | undefined
  let worker: SamplePost | undefined
  let principal: SamplePost | undefined
  for (const org of enterprises) {
    const s = post(org, 'safety', '安全员')
    const bigger = org.size === 'large' || org.size === 'medium'
    const p = bigger ? post(org, 'principal', '主要负责人') : undefined
    const w = bigger || org.size === 'small' ? post(org, 'worker', '操作工') : undefined
    if (bigger) post(org, 'worker', '班组长')
    if (org.id === plant.id) [safety, worker, principal] = [s, w, p]
  }
  const town = clerks.get('990101001')
  const park = clerks.get(PARK.path)
  const demo = [
    { username: 'fuxian', post: leader },
    { username: 'yingji', post: officer },
    { username: 'zhiban', post: duty },
    { username: 'yuanqu', post: park },
    { username: 'xiangzhen', post: town },
    { username: 'fuzeren', post: principal },
    { username: 'anquan', post: safety },
    { username: 'yuangong', post: worker },
    { username: 'guanli', post: admin },
  ].filter((d): d is { username: string; post: SamplePost } => d.post !== undefined)
  return { orgs: [...county.values(), ...local.values(), ...enterprises], posts, demo }
}
