import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, DataTable, Failure, Loading, Nothing, Page, useT, When, type Column } from '#platform/web/index.ts'
import type { BaseFigure, BaseList } from '../model.ts'
import { BaseEnter } from './BaseEnter.tsx'
import { BaseImportCard } from './BaseImportCard.tsx'
import { DivisionField } from './DivisionField.tsx'
import { useBase } from './useMeasures.ts'
import { shown } from './words.ts'

function columnsOf(t: (v: { zh: string; en: string }) => string, list: BaseList, change: (f: BaseFigure) => void): Column<BaseFigure>[] {
  const of = (id: string) => list.series.find((s) => s.id === id)
  return [
    {
      key: 'series',
      text: text('指标', 'Series'),
      card: 'title',
      render: (f) => <strong>{t(of(f.series)?.text ?? text(f.series, f.series))}</strong>,
    },
    { key: 'place', text: text('地区', 'Place'), render: (f) => f.place ?? f.path },
    { key: 'year', text: text('年份', 'Year'), render: (f) => <span className="num">{f.year}</span> },
    {
      key: 'value',
      text: text('数值', 'Value'),
      align: 'right',
      render: (f) =>
        f.value === null ? (
          <span className="muted">{t(text('已撤下', 'Withdrawn'))}</span>
        ) : (
          <span>
            <span className="num">{shown(f.value, of(f.series)?.whole ? 0 : 2)}</span> {t(of(f.series)?.unit ?? text('', ''))}
          </span>
        ),
    },
    { key: 'source', text: text('来源与日期', 'Source and date'), render: (f) => `${f.source}，${f.asOf}` },
    {
      key: 'version',
      text: text('版本', 'Version'),
      render: (f) => (
        <span className="muted">
          {t(text(`第 ${f.version} 版`, `Version ${f.version}`))} · {f.by} · <When at={f.at} />
          {f.reason ? <div>{t(text(`理由：${f.reason}`, `Why: ${f.reason}`))}</div> : null}
        </span>
      ),
    },
    ...(list.mayEdit
      ? [
          {
            key: 'act',
            text: text('办理', 'Act'),
            render: (f: BaseFigure) => (
              <Button size="small" onClick={() => change(f)}>
                {t(text('更正', 'Correct'))}
              </Button>
            ),
          },
        ]
      : []),
  ]
}

/** Yearly base statistics: what stands, whence, since when, and what stood before. */
export default function BasePage(): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { path?: string; series?: string; year?: number; history?: boolean }
  const path = search.path === undefined ? undefined : String(search.path)
  const list = useBase({ path, series: search.series, year: search.year, history: search.history ? 'true' : undefined })
  const [open, setOpen] = useState<'none' | 'import' | BaseFigure | 'new'>('none')
  const go = (next: Record<string, string | number | boolean | undefined>): void =>
    void navigate({ to: '/measures/base', search: { ...search, ...next } as never, replace: true })
  const done = (): void => {
    setOpen('none')
    void client.invalidateQueries({ queryKey: ['measures'] })
  }
  return (
    <Page
      wide
      title={t(text('基础数据', 'Base statistics'))}
      extra={
        list.data?.mayEdit ? (
          <>
            <Button type="primary" onClick={() => setOpen('new')}>
              {t(text('录入', 'Enter'))}
            </Button>
            <Button icon={<UploadOutlined />} onClick={() => setOpen('import')}>
              {t(text('批量导入', 'Import'))}
            </Button>
            <Button icon={<DownloadOutlined />} href="/api/measures/base/template.xlsx">
              {t(text('下载模板', 'Template'))}
            </Button>
          </>
        ) : null
      }
    >
      {open === 'import' ? <BaseImportCard onDone={done} /> : null}
      {list.data && open !== 'none' && open !== 'import' ? (
        <BaseEnter
          key={open === 'new' ? 'new' : open.id}
          series={list.data.series}
          before={open === 'new' ? null : open}
          onDone={done}
          onCancel={() => setOpen('none')}
        />
      ) : null}
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <div className="f">
          <DivisionField value={path} onChange={(next) => go({ path: next })} />
        </div>
        <div className="f">
          <Select
            aria-label={t(text('指标', 'Series'))}
            allowClear
            placeholder={t(text('全部指标', 'Every series'))}
            style={{ minWidth: 170 }}
            value={search.series}
            options={(list.data?.series ?? []).map((s) => ({ value: s.id, label: t(s.text) }))}
            onChange={(series) => go({ series })}
          />
        </div>
        <Checkbox checked={search.history === true} onChange={(e) => go({ history: e.target.checked || undefined })}>
          {t(text('连同历次版本', 'With earlier versions'))}
        </Checkbox>
      </div>
      <Card>
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Loading /> : null}
        {list.data?.items.length === 0 ? (
          <Nothing
            what={text('还没有基础数据，用到它们的指标不能判定', 'No base statistics yet: measures that need them cannot be judged')}
          />
        ) : null}
        {list.data && list.data.items.length > 0 ? (
          <>
            <p className="muted">
              {t(
                text(
                  `共 ${list.data.items.length} 条${list.data.capped ? '（只列出前 3000 条，请缩小范围）' : ''}`,
                  `${list.data.items.length} in all${list.data.capped ? ' (the first 3000; narrow the list)' : ''}`,
                ),
              )}
            </p>
            <DataTable
              rows={list.data.items}
              columns={columnsOf(t, list.data, setOpen)}
              rowKey={(f) => f.id}
              caption={text('基础数据', 'Base statistics')}
            />
          </>
        ) : null}
      </Card>
    </Page>
  )
}
