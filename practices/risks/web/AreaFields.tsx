import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { FieldBox, useT } from '#platform/web/index.ts'
import { COLOUR_WORD, LEVEL_TEXT, type PointRow } from '../model.ts'
import type { DrawnArea } from './PlanView.tsx'

interface Props {
  readonly area: DrawnArea
  readonly points: readonly PointRow[]
  readonly onChange: (patch: Partial<DrawnArea>) => void
  readonly onDrop: () => void
}

const percent = (v: number | undefined): number => Math.round((v ?? 0) * 1000) / 10

/** An area in words and figures: name, its risk points, and every corner as a number, so that no mouse is needed. */
export function AreaFields({ area, points, onChange, onDrop }: Props): ReactNode {
  const t = useT()
  const corner = (i: number, axis: 0 | 1, value: number | null): void => {
    const next = Math.min(1, Math.max(0, (value ?? 0) / 100))
    onChange({ ring: area.ring.map((p, at) => (at === i ? (axis === 0 ? [next, p[1] ?? 0] : [p[0] ?? 0, next]) : p)) })
  }
  return (
    <div className="plan-fields">
      <FieldBox id="area-name" label={t(text('区域名称', 'Area'))} required>
        <Input id="area-name" value={area.name} maxLength={60} onChange={(e) => onChange({ name: e.target.value })} />
      </FieldBox>
      <FieldBox id="area-points" label={t(text('区内的风险点（颜色取最高等级）', 'Risk points inside; the worst gives the colour'))}>
        <Select
          id="area-points"
          mode="multiple"
          value={[...area.points]}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          options={points.map((p) => ({
            value: p.id,
            label: `${p.name}（${p.level ? `${t(LEVEL_TEXT[p.level])} ${t(COLOUR_WORD[p.level])}` : t(text('等级未定', 'not graded'))}）`,
          }))}
          onChange={(ids: string[]) => onChange({ points: ids })}
        />
      </FieldBox>
      <fieldset className="risk-set">
        <legend>{t(text('角点（左上角为 0，右下角为 100）', 'Corners: 0 at the upper left, 100 at the lower right'))}</legend>
        {area.ring.map((p, i) => (
          <div className="risk-line" key={i}>
            <span className="num">{i + 1}</span>
            <InputNumber
              aria-label={t(text(`角点 ${i + 1} 横向`, `Corner ${i + 1} across`))}
              min={0}
              max={100}
              step={1}
              value={percent(p[0])}
              onChange={(v) => corner(i, 0, v)}
            />
            <InputNumber
              aria-label={t(text(`角点 ${i + 1} 纵向`, `Corner ${i + 1} down`))}
              min={0}
              max={100}
              step={1}
              value={percent(p[1])}
              onChange={(v) => corner(i, 1, v)}
            />
            <Button disabled={area.ring.length <= 3} onClick={() => onChange({ ring: area.ring.filter((_, at) => at !== i) })}>
              {t(text('去掉', 'Remove'))}
            </Button>
          </div>
        ))}
        <Button onClick={() => onChange({ ring: [...area.ring, [0.5, 0.5]] })}>{t(text('加角点', 'Add a corner'))}</Button>
      </fieldset>
      <Button danger onClick={onDrop}>
        {t(text('删除这个区域', 'Remove this area'))}
      </Button>
    </div>
  )
}
