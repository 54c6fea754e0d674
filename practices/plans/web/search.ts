import { useNavigate, useSearch } from '@tanstack/react-router'
import { LIGHTS } from '../rules.ts'
import type { LightColour } from '../model.ts'

type Search = Readonly<Record<string, string | undefined>>

/** Filters in the address, so that a door leads to the list that it counts and "back" returns to it. */
export function useFilters(): [search: Search, set: (patch: Search) => void] {
  const navigate = useNavigate()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const search = Object.fromEntries(Object.entries(raw).map(([k, v]) => [k, v === undefined ? undefined : String(v)]))
  return [search, (patch) => void navigate({ to: '.', search: { ...search, ...patch } as never, replace: true })]
}

export const colourIn = (value: string | undefined): LightColour | null => LIGHTS.find((c) => c === value) ?? null
