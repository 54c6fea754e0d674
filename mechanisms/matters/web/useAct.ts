import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import type { EvidenceRef, Place } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import {
  api,
  ApiError,
  byField,
  faultsOf,
  fieldsOf,
  initialValues,
  toBody,
  useDraft,
  useMe,
  useT,
  type FormValues,
} from '#platform/web/index.ts'
import type { ActResult, KindInfo } from '../model.ts'

/** What is to be done: one act of a kind, on a matter or opening one. */
export interface ActTarget {
  readonly kind: KindInfo
  readonly act: string
  /** Null: the act opens a matter. */
  readonly matterId: string | null
  readonly sector?: string | null
  readonly parentId?: string | null
  readonly orgId?: string | null
  readonly subjectId?: string | null
  /** Values that the form starts with, hidden ones too. */
  readonly preset?: FormValues
  /** Tells drafts of the same act apart where its opening is about different things. */
  readonly about?: string
}

interface ActDraft {
  /** Made once and kept on every retry, so that a repeat returns the first result. */
  readonly actId: string
  readonly matterId: string
  readonly form: FormValues
  readonly evidence: readonly EvidenceRef[]
}

export interface Refusal {
  readonly title: string
  readonly detail: string
  readonly rest: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  /** 409: what may be done as the matter stands now, this act apart. */
  readonly allowed: readonly { act: string; text: { zh: string; en: string } }[]
  readonly signIn: boolean
  /** 409 because the matter moved on: the state in which it is now. */
  readonly state: string | null
}

const none: Refusal = { title: '', detail: '', rest: [], fields: {}, allowed: [], signIn: false, state: null }

interface AllowedNow {
  act: string
  text: { zh: string; en: string }
  enabled: boolean
}

/** What a refusal of the server means for the form. */
export function refusalOf(error: unknown, act: string, names: readonly string[], fallback: string): Refusal {
  if (!(error instanceof ApiError)) return { ...none, title: fallback }
  const { fields, rest } = byField(error.errors, names)
  const allowed = error.status === 409 && Array.isArray(error.body['allowed']) ? (error.body['allowed'] as AllowedNow[]) : []
  const stillThis = allowed.some((a) => a.act === act && a.enabled)
  return {
    title: error.message,
    detail: error.detail,
    rest,
    fields,
    allowed: stillThis ? [] : allowed.filter((a) => a.enabled),
    signIn: error.status === 401,
    state: error.status === 409 && !stillThis && typeof error.body['state'] === 'string' ? error.body['state'] : null,
  }
}

/** A refusal without the faults of fields that were changed since; null when nothing of it is left. */
export function withoutFaults(refusal: Refusal | null, changed: readonly string[]): Refusal | null {
  if (refusal === null || !changed.some((name) => name in refusal.fields)) return refusal
  const fields = Object.fromEntries(Object.entries(refusal.fields).filter(([name]) => !changed.includes(name)))
  return Object.keys(fields).length === 0 && refusal.rest.length === 0 ? null : { ...refusal, fields }
}

export interface ActForm {
  readonly form: FormValues
  readonly evidence: readonly EvidenceRef[]
  readonly setForm: (form: FormValues) => void
  readonly setEvidence: (evidence: EvidenceRef[]) => void
  readonly sending: boolean
  readonly refusal: Refusal | null
  readonly send: (place: Place | null) => Promise<ActResult | null>
  readonly discard: () => void
}

/** Draft, sending and refusals of one act. What was typed stays until the server has accepted it; `onFault` is told the first field at fault. */
export function useAct(target: ActTarget, onFault: (field: string) => void): ActForm {
  const t = useT()
  const client = useQueryClient()
  const { me } = useMe()
  const { kind, act } = target
  const info = kind.acts[act]
  const schema = useMemo(() => info?.form ?? {}, [info])
  const [key] = useState(
    () =>
      `act.${me?.person.id ?? ''}.${target.matterId ?? `new.${target.parentId ?? target.about ?? target.orgId ?? ''}`}.${kind.id}.${act}`,
  )
  const [empty] = useState<ActDraft>(() => ({
    actId: uuidv7(Date.now()),
    matterId: target.matterId ?? uuidv7(Date.now()),
    form: { ...initialValues(schema), ...target.preset },
    evidence: [],
  }))
  const [draft, setDraft, clearDraft] = useDraft<ActDraft>(key, empty)
  // An upload may end between two keystrokes: each change is made on what the other left, not on what was last rendered.
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const change = (part: Partial<ActDraft>): void => {
    latest.current = { ...latest.current, ...part }
    setDraft(latest.current)
  }
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const refuse = (why: Refusal): void => {
    setRefusal(why)
    const [first] = Object.keys(why.fields)
    if (first !== undefined) onFault(first)
  }
  const fail = (error: unknown): void => {
    const names = [...fieldsOf(schema).map((f) => f.name), 'evidence']
    refuse(refusalOf(error, act, names, t(text('没有办成，请重试', 'It was not done; please try again'))))
    // The matter may have moved on: the page behind must show how it stands.
    if (error instanceof ApiError && error.status === 409) void client.invalidateQueries({ queryKey: ['matter', target.matterId] })
  }
  const check = (): Refusal | null => {
    const faults = Object.entries(faultsOf(schema, draft.form)).map(([name, why]) => [name, t(why)] as const)
    const need = info?.evidence
    const fields: Record<string, string> = Object.fromEntries(faults)
    if (need && draft.evidence.length < need.min) fields['evidence'] = t(need.text)
    const count = Object.keys(fields).length
    return count === 0 ? null : { ...none, title: t(text(`还有 ${count} 处要填`, `${count} field(s) to fill in`)), fields }
  }
  const send = async (place: Place | null): Promise<ActResult | null> => {
    const faults = check()
    if (faults) {
      refuse(faults)
      return null
    }
    setRefusal(null)
    setSending(true)
    // Keeps the ids too: the same act again, not a second one, when the answer is lost on the way.
    setDraft(draft)
    const body = { id: draft.actId, act, form: toBody(draft.form), evidence: draft.evidence, place }
    const opening = {
      ...body,
      matterId: draft.matterId,
      kind: kind.id,
      parentId: target.parentId,
      orgId: target.orgId,
      subjectId: target.subjectId,
    }
    try {
      const result = target.matterId
        ? await api.post<ActResult>(`/api/matters/${target.matterId}/acts`, body)
        : await api.post<ActResult>('/api/matters', opening)
      clearDraft()
      for (const topic of ['matter', 'matters', 'board']) void client.invalidateQueries({ queryKey: [topic] })
      return result
    } catch (error) {
      fail(error)
      return null
    } finally {
      setSending(false)
    }
  }
  return {
    form: draft.form,
    evidence: draft.evidence,
    setForm: (form) => {
      setRefusal(
        withoutFaults(
          refusal,
          Object.keys(form).filter((name) => form[name] !== draft.form[name]),
        ),
      )
      change({ form })
    },
    setEvidence: (evidence) => {
      setRefusal(withoutFaults(refusal, ['evidence']))
      change({ evidence })
    },
    sending,
    refusal,
    send,
    discard: () => {
      clearDraft()
      setRefusal(null)
    },
  }
}
