import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'
import { usePhone } from './usePhone.ts'

export interface DayFieldProps {
  readonly id?: string
  /** `YYYY-MM-DD`; empty: none. */
  readonly value: string
  /** Empty when it was cleared. */
  readonly onChange: (day: string) => void
  readonly faulty?: boolean
  readonly disabled?: boolean
  readonly allowClear?: boolean
  readonly width?: number
  readonly 'aria-label'?: string
  readonly 'aria-required'?: boolean
  readonly 'aria-invalid'?: boolean
  readonly 'aria-describedby'?: string
}

const DAY = 'YYYY-MM-DD'
const MONTH = 'YYYY-MM'
const MINUTE = 'YYYY-MM-DD HH:mm'
const WRITTEN = { day: [DAY, 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD'], minute: [MINUTE, 'YYYY-M-D H:mm', 'YYYY/M/D H:mm'] }

const read = (value: string): Dayjs | null => {
  const found = value === '' ? null : dayjs(value)
  return found?.isValid() ? found : null
}

function usePicker({ faulty, width, value, onChange: _onChange, ...rest }: DayFieldProps) {
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  return {
    ...rest,
    open,
    onOpenChange: setOpen,
    value: read(value),
    status: faulty ? ('error' as const) : undefined,
    style: { width: width ?? '100%' },
    // On a phone the calendar alone opens, without the keyboard over it.
    inputReadOnly: phone,
  }
}

/** A date, chosen or typed, in the language of the page; the browser's own control speaks the browser's language. */
export function DayField(props: DayFieldProps): ReactNode {
  const t = useT()
  const picker = usePicker(props)
  return (
    <DatePicker
      {...picker}
      format={WRITTEN.day}
      placeholder={t(text('年-月-日', 'yyyy-mm-dd'))}
      // A date typed whole is chosen: the calendar goes, so that the next click is for what it hits and not for closing it.
      onCalendarChange={(next) => {
        const one = Array.isArray(next) ? next[0] : next
        picker.onOpenChange(false)
        if (one) props.onChange(one.format(DAY))
      }}
      onChange={(next) => props.onChange(next ? next.format(DAY) : '')}
    />
  )
}

/** A month, `YYYY-MM`; `max` is the last that can be chosen. */
export function MonthField({ max, ...props }: DayFieldProps & { readonly max?: string }): ReactNode {
  const t = useT()
  const picker = usePicker(props)
  return (
    <DatePicker
      {...picker}
      picker="month"
      format={[MONTH, 'YYYY-M', 'YYYY/M', 'YYYY.M', 'YYYYMM']}
      placeholder={t(text('年-月', 'yyyy-mm'))}
      maxDate={max === undefined ? undefined : dayjs(max)}
      onChange={(next) => props.onChange(next ? next.format(MONTH) : '')}
    />
  )
}

/** A date and a minute on the clock, as `YYYY-MM-DDTHH:mm` without an offset. */
export function MinuteField(props: DayFieldProps): ReactNode {
  const t = useT()
  const picker = usePicker(props)
  return (
    <DatePicker
      {...picker}
      format={WRITTEN.minute}
      showTime={{ format: 'HH:mm' }}
      placeholder={t(text('年-月-日 时:分', 'yyyy-mm-dd hh:mm'))}
      onChange={(next) => props.onChange(next ? next.format('YYYY-MM-DDTHH:mm') : '')}
    />
  )
}
