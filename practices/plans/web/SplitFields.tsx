import { Button, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useAreas } from '#mechanisms/map/web/index.ts'
import { useMe, useT } from '#platform/web/index.ts'
import type { BindingValue } from './BindingFields.tsx'
import { fig } from './words.ts'

/** A target divided among the towns: a town left empty has no target of its own. */
export function SplitFields({
  id,
  value,
  onChange,
}: {
  id: string
  value: BindingValue
  onChange: (patch: Pick<BindingValue, 'split' | 'splitBy'>) => void
}): ReactNode {
  const t = useT()
  const { me } = useMe()
  const towns = useAreas(me?.path).data?.items ?? []
  const kept = new Map(value.split.flatMap((s) => (s.path === null ? [] : [[s.path, s.target] as const])))
  const give = (targets: ReadonlyMap<string, number>): void => {
    const split = towns.flatMap(({ path, name }) => {
      const target = targets.get(path)
      return target === undefined ? [] : [{ orgId: null, path, name, target }]
    })
    onChange({ split, splitBy: split.length > 0 ? 'town' : null })
  }
  const set = (path: string, target: number | null): void => {
    const next = new Map(kept)
    if (target === null) next.delete(path)
    else next.set(path, target)
    give(next)
  }
  const sum = value.split.reduce((n, s) => n + s.target, 0)
  return (
    <details open={value.split.length > 0}>
      <summary>{t(text('分解到乡镇', 'Divide among the towns'))}</summary>
      <p className="muted">
        {t(
          text(
            '不填的乡镇没有单独的目标。比率类指标各地用同一数值；计数类指标各地之和不应宽于总目标。',
            'A town left empty has no target of its own. Rates are the same for all; counts should not add up to more than the whole.',
          ),
        )}
      </p>
      <div className="plan-split">
        {towns.map(({ path, name }) => (
          <label key={path} htmlFor={`${id}-split-${path}`}>
            <span>{name}</span>
            <InputNumber
              id={`${id}-split-${path}`}
              value={kept.get(path) ?? null}
              style={{ width: 110 }}
              onChange={(next) => set(path, next)}
            />
          </label>
        ))}
      </div>
      <p>
        {value.split.length > 0
          ? t(text(`各地之和 ${fig(sum)}，总目标 ${fig(value.target)}`, `Sum ${fig(sum)}, whole ${fig(value.target)}`))
          : null}{' '}
        {value.target === null ? null : (
          <Button type="link" size="small" onClick={() => give(new Map(towns.map((a) => [a.path, value.target ?? 0])))}>
            {t(text('各地都用总目标', 'The whole target for each'))}
          </Button>
        )}
        {value.split.length === 0 ? null : (
          <Button type="link" size="small" onClick={() => give(new Map())}>
            {t(text('不分解', 'Do not divide'))}
          </Button>
        )}
      </p>
    </details>
  )
}
