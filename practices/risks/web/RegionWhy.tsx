import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Level, useT } from '#platform/web/index.ts'
import { COLOUR_TEXT, COLOURS4, FACTOR_TEXT, FACTORS, GROUP_TEXT, GROUPS } from '../region.ts'
import type { AreaRisk, OrgRisk, Region } from '../region-model.ts'

/** How the colour of an area came about: the three parts of its score and the colours of its enterprises. */
export function AreaWhy({
  area,
  formula,
  door,
}: {
  area: AreaRisk
  formula: Region['formula']
  door: (colour: string) => ReactNode
}): ReactNode {
  const t = useT()
  const f = formula.area
  return (
    <div className="region-why">
      <p>
        <strong>{area.name}</strong> <Level colour={area.colour} text={COLOUR_TEXT[area.colour]} strong /> {t(area.reason)}
      </p>
      {area.score === null ? null : (
        <p className="num">
          {t(
            text(
              `${f.worst} × 最高 ${area.worst} + ${f.tenth} × 前一成平均 ${area.tenth} + ${f.mean} × 全体平均 ${area.mean} = ${area.score} 分`,
              `${f.worst} × worst ${area.worst} + ${f.tenth} × worst tenth ${area.tenth} + ${f.mean} × mean ${area.mean} = ${area.score}`,
            ),
          )}
        </p>
      )}
      <ul className="region-counts">
        {[...COLOURS4, 'grey' as const].map((colour) => (
          <li key={colour}>{door(colour)}</li>
        ))}
      </ul>
      <p className="muted small">
        {t(
          text(
            `${area.enterprises} 家企业，其中 ${area.judged} 家可判定；区域最多比最差的企业低一级`,
            `${area.enterprises} enterprises, ${area.judged} judged; an area is at most one level calmer than its worst enterprise`,
          ),
        )}
      </p>
    </div>
  )
}

/** The sum behind one enterprise's colour, step by step. */
export function OrgWhy({ org, formula }: { org: OrgRisk; formula: Region['formula'] }): ReactNode {
  const t = useT()
  return (
    <table className="region-sum">
      <caption className="sr-only">{t(text('计分明细', 'How the score came about'))}</caption>
      <tbody>
        {org.terms.map((term) => (
          <tr key={term.factor}>
            <th scope="row">{t(FACTOR_TEXT[term.factor])}</th>
            <td className="num">{term.count}</td>
            <td className="num">{t(text(`${term.points} 分`, `${term.points} points`))}</td>
          </tr>
        ))}
        {org.groups.map((g) => (
          <tr key={g.group} className="region-group">
            <th scope="row">{t(GROUP_TEXT[g.group])}</th>
            <td>{g.capped ? t(text(`封顶 ${formula.cap[g.group]}`, `capped at ${formula.cap[g.group]}`)) : ''}</td>
            <td className="num">{t(text(`${g.points} 分`, `${g.points} points`))}</td>
          </tr>
        ))}
        {org.weather === 'none' ? null : (
          <tr>
            <th scope="row">{t(text('气象系数', 'Weather factor'))}</th>
            <td />
            <td className="num">× {formula.weather[org.weather]}</td>
          </tr>
        )}
        {org.floor ? (
          <tr>
            <th scope="row">{t(text('底线', 'Floor'))}</th>
            <td colSpan={2}>
              {t(
                text(
                  `有${FACTOR_TEXT[org.floor.factor].zh}，至少为${COLOUR_TEXT[org.floor.colour].zh}`,
                  `${FACTOR_TEXT[org.floor.factor].en}: at least ${COLOUR_TEXT[org.floor.colour].en}`,
                ),
              )}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

/** The formula in force, in words and figures. */
export function FormulaSheet({ formula }: { formula: Region['formula'] }): ReactNode {
  const t = useT()
  const points = (n: number | undefined) => t(text(`${n ?? 0} 分`, `${n ?? 0} points`))
  return (
    <div className="region-formula">
      <p>
        {t(
          text(
            `公式 ${formula.version}。没有公开文件规定这些数字，它们是本地做法，由管理员设定；改动只对以后的时刻起作用。`,
            `Formula ${formula.version}. No public text fixes these figures; they are local practice, set by the administrator, and a change holds for later instants only.`,
          ),
        )}
      </p>
      <table>
        <tbody>
          {FACTORS.map((factor) => (
            <tr key={factor}>
              <th scope="row">{t(FACTOR_TEXT[factor])}</th>
              <td className="num">
                {points(factor in formula.worst ? formula.worst[factor as keyof typeof formula.worst] : formula.each[factor])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t(
          text(
            `静态风险只计最高一级：首个风险点按上表，每多一个加 ${formula.further} 分，最多加 ${formula.furtherAtMost} 分。`,
            `Static risk counts the highest level only: the first point as above, each further one ${formula.further}, at most ${formula.furtherAtMost}.`,
          ),
        )}
      </p>
      <p>
        {t(text('各组封顶：', 'Caps: '))}
        {GROUPS.map((g) => `${t(GROUP_TEXT[g])} ${formula.cap[g]}`).join(' · ')}
      </p>
      <p>
        {t(
          text(
            `分数线：红 ${formula.bands.red}，橙 ${formula.bands.orange}，黄 ${formula.bands.gold}，以下为蓝。`,
            `Bands: red from ${formula.bands.red}, orange from ${formula.bands.orange}, yellow from ${formula.bands.gold}, blue below.`,
          ),
        )}
      </p>
      <p>
        {t(text('底线：', 'Floors: '))}
        {formula.floors.map((f) => `${t(FACTOR_TEXT[f.factor])} → ${t(COLOUR_TEXT[f.colour])}`).join('；')}
      </p>
    </div>
  )
}
