import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Text } from '#kernel/text.ts'
import { api } from '#platform/web/index.ts'
import type { Change, LicenceRow, OrgFile, OrgRow } from '../model.ts'

export interface FieldInfo {
  readonly name: string
  readonly text: Text
  readonly kind: 'text' | 'number' | 'choice' | 'date' | 'boolean'
  readonly unit: string | null
  readonly choices: readonly { readonly value: string; readonly text: Text }[]
  readonly required: boolean
  readonly min: number | null
  readonly max: number | null
}

export interface SubjectTypeInfo {
  readonly id: string
  readonly text: Text
  readonly fields: readonly FieldInfo[]
}

export interface LicenceTypeInfo {
  readonly id: string
  readonly text: Text
  readonly holder: 'org' | 'subject' | 'person'
  readonly months: number | null
  readonly clause: { readonly text: Text; readonly status: string } | null
}

export interface SectorInfo {
  readonly id: string
  readonly text: Text
  readonly subjects: readonly SubjectTypeInfo[]
  readonly licences: readonly LicenceTypeInfo[]
}

export interface Catalog {
  readonly list: readonly SectorInfo[]
  sectorText(id: string): Text
  subjectType(sector: string, type: string): SubjectTypeInfo | undefined
  licenceText(type: string): Text
}

const itself = (id: string): Text => ({ zh: id, en: id })

/** Sectors with the types of subjects and licences; while they are not known an id stands for itself. */
export function useCatalog(): Catalog {
  const { data } = useQuery({
    queryKey: ['sectors'],
    queryFn: () => api.get<{ items: SectorInfo[] }>('/api/sectors'),
    staleTime: 3_600_000,
  })
  const list = data?.items ?? []
  return {
    list,
    sectorText: (id) => list.find((s) => s.id === id)?.text ?? itself(id),
    subjectType: (sector, type) => list.find((s) => s.id === sector)?.subjects.find((t) => t.id === type),
    licenceText: (type) => list.flatMap((s) => s.licences).find((l) => l.id === type)?.text ?? itself(type),
  }
}

export interface DivisionItem {
  readonly path: string
  readonly name: string
  readonly parent: string | null
}

/** The divisions in force below a path. */
export function useDivisions(path: string | undefined): readonly DivisionItem[] {
  const { data } = useQuery({
    queryKey: ['divisions', path],
    queryFn: () => api.get<{ items: DivisionItem[] }>('/api/divisions', { path }),
    enabled: path !== undefined,
    staleTime: 3_600_000,
  })
  return data?.items ?? []
}

interface PageOf<T> {
  items: T[]
  next: string | null
}

type Query = Readonly<Record<string, string | number | undefined>>

export interface Paged<T> {
  readonly rows: readonly T[]
  readonly loading: boolean
  readonly error: unknown
  readonly retry: () => void
  /** Null = the end of the list. */
  readonly more: (() => void) | null
  readonly loadingMore: boolean
}

function usePaged<T extends { id: string | number }>(key: string, url: string, query: Query, limit = 20): Paged<T> {
  const list = useInfiniteQuery({
    queryKey: ['registry', key, query, limit],
    queryFn: ({ pageParam }) => api.get<PageOf<T>>(url, { ...query, limit, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  // A row that moved between two pages while they were fetched would stand twice.
  const rows = [...new Map((list.data?.pages ?? []).flatMap((p) => p.items).map((row) => [row.id, row])).values()]
  return {
    rows,
    loading: list.isPending,
    error: list.data ? null : list.error,
    retry: () => void list.refetch(),
    more: list.hasNextPage ? () => void list.fetchNextPage() : null,
    loadingMore: list.isFetchingNextPage,
  }
}

export const useOrgs = (query: Query): Paged<OrgRow> => usePaged('orgs', '/api/orgs', query)
export const useLicences = (query: Query): Paged<LicenceRow> => usePaged('licences', '/api/licences', query)
export const useHistory = (orgId: string): Paged<Change> => usePaged('history', `/api/orgs/${orgId}/history`, {}, 30)

export function useOrgCount(query: Query): { total: number; capped: boolean } | undefined {
  const { sort: _, ...counted } = query
  return useQuery({
    queryKey: ['registry', 'count', counted],
    queryFn: () => api.get<{ total: number; capped: boolean }>('/api/orgs/count', counted),
  }).data
}

export function useOrgFile(id: string) {
  return useQuery({ queryKey: ['registry', 'file', id], queryFn: () => api.get<OrgFile>(`/api/orgs/${id}`) })
}

/** Everything of the registry is asked for again after a change. */
export function useRefresh(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['registry'] })
}
