import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'
import './ui.css'

export interface FieldBoxProps {
  /** Id of the control; label and fault refer to it. */
  readonly id: string
  readonly label: ReactNode
  readonly required?: boolean
  readonly error?: string | undefined
  readonly hint?: ReactNode
  /** The control is a group of controls (radio buttons): named by the label instead of labelled by it. */
  readonly group?: boolean
  readonly children: ReactNode
}

/** Ids of the parts, for `aria-labelledby` and `aria-describedby` of the control. */
export const labelId = (id: string): string => `${id}-label`
export const faultId = (id: string): string => `${id}-fault`

/** A control with its label above and what is wrong with it below. */
export function FieldBox({ id, label, required, error, hint, group, children }: FieldBoxProps): ReactNode {
  const t = useT()
  const mark = required ? null : <span className="field-optional">{t(text('（选填）', ' (optional)'))}</span>
  return (
    <div className={error ? 'field field-faulty' : 'field'}>
      {group ? (
        <span className="field-label" id={labelId(id)}>
          {label}
          {mark}
        </span>
      ) : (
        <label className="field-label" id={labelId(id)} htmlFor={id}>
          {label}
          {mark}
        </label>
      )}
      {children}
      {hint ? <div className="field-hint">{hint}</div> : null}
      {error ? (
        <div className="field-fault" id={faultId(id)} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  )
}
