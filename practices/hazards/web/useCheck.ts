import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import type { Place } from '#kernel/matter/index.ts'
import type { ActResult, MatterPage, MatterRow } from '#mechanisms/matters/model.ts'
import { api, ApiError, useDraft, type Me } from '#platform/web/index.ts'
import { toAct, type Answer, type Answers } from './answers.ts'

interface CheckDraft {
  /** Made once and kept, so that a check that is sent again stays one check. */
  readonly actId: string
  readonly startedAt: string
  readonly answers: Answers
}

export interface DoneCheck {
  readonly no: string
  readonly late: boolean
  readonly findings: number
  /** The hazards that the check opened; null = they could not be asked for just now. */
  readonly hazards: readonly MatterRow[] | null
}

export interface Check {
  readonly answers: Answers
  readonly answer: (item: string, answer: Answer) => void
  readonly sending: boolean
  readonly failure: ApiError | null
  readonly send: (act: string, ids: readonly string[], place: Place | null) => Promise<DoneCheck | null>
}

/** The hazards that a check opened have its time, to the millisecond, and its doer. */
async function openedBy(matterId: string, me: Me): Promise<MatterRow[] | null> {
  try {
    const { matter } = await api.get<MatterPage>(`/api/matters/${matterId}`)
    if (matter.closedAt === null) return null
    const day = new Date(Date.parse(matter.closedAt) + 8 * 3_600_000).toISOString().slice(0, 10)
    const query = { kind: 'hazard', orgId: matter.orgId ?? me.orgId, openedFrom: day, limit: 100 }
    const { items } = await api.get<{ items: MatterRow[] }>('/api/matters', query)
    return items.filter((h) => Date.parse(h.openedAt) === Date.parse(matter.closedAt ?? ''))
  } catch {
    return null
  }
}

/** Draft and sending of one self-check. What was answered stays on the device until the server has accepted it. */
export function useCheck(matterId: string, me: Me): Check {
  const client = useQueryClient()
  const [empty] = useState<CheckDraft>(() => ({ actId: uuidv7(Date.now()), startedAt: new Date().toISOString(), answers: {} }))
  const [draft, setDraft, clearDraft] = useDraft<CheckDraft>(`check.${me.person.id}.${matterId}`, empty)
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<ApiError | null>(null)

  // A photograph may arrive while the next line is answered: each change is made on what the other left.
  const answer = (item: string, given: Answer): void => {
    latest.current = { ...latest.current, answers: { ...latest.current.answers, [item]: given } }
    setDraft(latest.current)
  }
  const send: Check['send'] = async (act, ids, place) => {
    setSending(true)
    setFailure(null)
    const { results, evidence } = toAct(ids, draft.answers)
    const form = { results, startedAt: draft.startedAt }
    try {
      const done = await api.post<ActResult>(`/api/matters/${matterId}/acts`, { id: draft.actId, act, form, evidence, place })
      const findings = results.filter((r) => r.result === 'hazard').length
      const hazards = findings === 0 ? [] : await openedBy(matterId, me)
      clearDraft()
      for (const topic of ['matter', 'matters', 'board']) void client.invalidateQueries({ queryKey: [topic] })
      return { no: done.no, late: done.state === 'late', findings, hazards }
    } catch (error) {
      setFailure(error instanceof ApiError ? error : new ApiError(0, { title: String(error) }))
      // The time may have run out meanwhile: the page then offers doing it late, with the same answers.
      if (error instanceof ApiError && error.status === 409) void client.invalidateQueries({ queryKey: ['matter', matterId] })
      return null
    } finally {
      setSending(false)
    }
  }
  return { answers: draft.answers, answer, sending, failure, send }
}
