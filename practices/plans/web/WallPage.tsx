import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Failure, Loading, Nothing, useT } from '#platform/web/index.ts'
import { useBoard, usePlanId, type Board } from './data.ts'
import { LightCounts, LightLegend } from './Light.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { TownMap } from './TownMap.tsx'

function Chart({ board, planId }: { board: Board; planId: string }): ReactNode {
  const t = useT()
  const { years, rows } = board.chart
  if (rows.length === 0) return <Nothing what={text('还没有任务', 'No tasks yet')} />
  return (
    <div className="plan-scroll wall">
      <table className="plan-table">
        <caption className="muted" style={{ captionSide: 'bottom', textAlign: 'left' }}>
          {t(
            text(
              `单位 × 期限年份；数字是任务数，点开看清单。截至 ${board.today}。`,
              `Units × year of the deadline; each count opens its list. As of ${board.today}.`,
            ),
          )}
        </caption>
        <thead>
          <tr>
            <th>{t(text('单位', 'Unit'))}</th>
            {years.map((year) => (
              <th key={year}>{t(text(`${year} 年`, `${year}`))}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.orgId ?? row.name}>
              <th scope="row">{row.name}</th>
              {years.map((year) => {
                const cell = row.cells.find((c) => c.year === year)
                return (
                  <td key={year} className="wall-cell">
                    {cell ? (
                      <LightCounts
                        counts={cell.tasks}
                        to={`/plans/${planId}`}
                        search={{ part: 'tasks', year: String(year), ...(row.orgId ? { org: row.orgId } : {}) }}
                        what={text(`${row.name}，${year} 年`, `${row.name}, ${year}`)}
                      />
                    ) : null}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Ranking({ board, planId }: { board: Board; planId: string }): ReactNode {
  const t = useT()
  if (board.ranking.length === 0) return <Nothing what={text('还没有到期的任务，排不了名', 'Nothing is due yet')} />
  const percent = (share: number): string => `${Math.round(share * 100)}%`
  return (
    <>
      <p className="muted">{t(board.rankingNote)}</p>
      <div className="plan-scroll">
        <table className="plan-table">
          <thead>
            <tr>
              <th>{t(text('单位', 'Unit'))}</th>
              <th>{t(text('到期', 'Due'))}</th>
              <th>{t(text('按期办结', 'Done in time'))}</th>
              <th>{t(text('按期率（90% 区间）', 'Share (90 % interval)'))}</th>
            </tr>
          </thead>
          <tbody>
            {board.ranking.map((row) => (
              <tr key={row.orgId}>
                <th scope="row">
                  <a href={`/plans/${planId}?part=tasks&org=${row.orgId}`}>{row.name}</a>
                </th>
                <td className="num">{row.due}</td>
                <td className="num">{row.done}</td>
                <td className="num">
                  {percent(row.share)}
                  {t(text(`（${percent(row.low)} 至 ${percent(row.high)}）`, ` (${percent(row.low)} to ${percent(row.high)})`))}
                  {row.few ? t(text('，数量太少，不排名', ', too few to rank')) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** The wall chart (挂图作战): units by years, towns on the map, and a ranking that says how far it can be trusted. */
export default function WallPage(): ReactNode {
  const t = useT()
  const id = usePlanId()
  const board = useBoard(id)
  return (
    <PlanFrame
      id={id}
      here="wall"
      title={text('挂图作战', 'Wall chart')}
      extra={() => <Button onClick={() => window.print()}>{t(text('打印（A3 横向）', 'Print (A3 landscape)'))}</Button>}
    >
      {() =>
        board.data ? (
          <>
            <Card title={t(text('作战图', 'Chart'))} extra={<LightLegend />}>
              <Chart board={board.data} planId={id} />
            </Card>
            <div className="plan-two plan-noprint">
              <Card title={t(text('分乡镇', 'By town'))}>
                <TownMap towns={board.data.towns} />
              </Card>
              <Card title={t(text('排名', 'Ranking'))}>
                <Ranking board={board.data} planId={id} />
              </Card>
            </div>
          </>
        ) : board.error ? (
          <Failure error={board.error} retry={() => void board.refetch()} />
        ) : (
          <Loading rows={10} />
        )
      }
    </PlanFrame>
  )
}
