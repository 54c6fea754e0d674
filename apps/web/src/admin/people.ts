import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Text } from '#kernel/text.ts'
import { api } from '#platform/web/index.ts'

export interface PersonPost {
  id: string
  orgId: string
  orgName: string
  role: string
  title: string
  path: string
  sectors: string[] | null
  active: boolean
}

export interface PersonRow {
  id: string
  name: string
  phone: string | null
  active: boolean
  username: string | null
  secondFactor: boolean
  lockedUntil: string | null
  posts: PersonPost[]
}

interface PeoplePage {
  items: PersonRow[]
  next: string | null
}

/** People within reach, page by page. */
export function usePeople(q: string, orgId: string | null) {
  return useInfiniteQuery({
    queryKey: ['people', q, orgId],
    queryFn: ({ pageParam }) => api.get<PeoplePage>('/api/people', { q, orgId, after: pageParam, limit: 30 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

export interface Division {
  path: string
  name: string
  level: string
  parent: string | null
}

/** Divisions in force here with the way down to each in words. */
export function useDivisions(): { list: readonly Division[]; nameOf: (path: string) => string } {
  const { data } = useQuery({
    queryKey: ['divisions'],
    queryFn: () => api.get<{ items: Division[] }>('/api/divisions'),
    staleTime: 3_600_000,
  })
  const list = data?.items ?? []
  return { list, nameOf: (path) => list.find((d) => d.path === path)?.name ?? path }
}

export function useSectorNames(): { list: readonly { id: string; text: Text }[] } {
  const { data } = useQuery({
    queryKey: ['sectors'],
    queryFn: () => api.get<{ items: { id: string; text: Text }[] }>('/api/sectors'),
    staleTime: 3_600_000,
  })
  return { list: data?.items ?? [] }
}

/** Letters and digits without those that are mistaken for each other when read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const DIGITS = '23456789'

/** A first password that can be read out over the telephone: twelve signs in three groups, about 48 random bits. */
export function firstPassword(random: (max: number) => number = secureRandom): string {
  const pick = (from: string): string => from[random(from.length)] ?? ''
  const group = (from: string): string => Array.from({ length: 4 }, () => pick(from)).join('')
  return [group(LETTERS), group(DIGITS), group(LETTERS)].join('-')
}

/** Evenly spread over 0 … max-1: what would favour the first ones is drawn again. */
function secureRandom(max: number): number {
  const limit = Math.floor(256 / max) * max
  const byte = new Uint8Array(1)
  do crypto.getRandomValues(byte)
  while ((byte[0] ?? 255) >= limit)
  return (byte[0] ?? 0) % max
}
