import { Alert, Button } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, DataTable, useT } from '#platform/web/index.ts'
import type { BaseImport } from '../model.ts'
import { shown } from './words.ts'

const COLUMNS = [
  {
    key: 'row',
    text: text('行', 'Row'),
    card: 'title' as const,
    render: (f: BaseImport['faults'][number]) => <span className="num">{f.row}</span>,
  },
]

/** A file is read whole and shown before anything is written; one faulty row stops it and says where. */
export function BaseImportCard({ onDone }: { onDone: () => void }): ReactNode {
  const t = useT()
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<BaseImport | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async (chosen: File, write: boolean): Promise<void> => {
    setBusy(true)
    setFault(null)
    try {
      const result = await api.upload<BaseImport>(`/api/measures/base/import?write=${write}`, chosen)
      setSeen(result)
      if (result.written) onDone()
    } catch (error) {
      setFault(error instanceof ApiError ? `${error.message} ${error.detail}` : String(error))
    } finally {
      setBusy(false)
    }
  }
  const todo = seen ? seen.fresh + seen.changed : 0
  return (
    <Card title={t(text('批量导入（Excel 或 CSV）', 'Import (Excel or CSV)'))}>
      <label htmlFor={id}>{t(text('选择文件：', 'File: '))}</label>
      <input
        id={id}
        type="file"
        accept=".xlsx,.csv"
        onChange={(e) => {
          const chosen = e.target.files?.[0] ?? null
          setFile(chosen)
          setSeen(null)
          if (chosen) void run(chosen, false)
        }}
      />
      {fault ? <Alert type="error" showIcon title={fault} style={{ marginTop: 8 }} /> : null}
      {seen ? (
        <div role="status">
          <p>
            {t(
              text(
                `读到 ${seen.rows} 行：新增 ${seen.fresh}，更新 ${seen.changed}，没有变化 ${seen.same}，有误 ${seen.faults.length}。`,
                `${seen.rows} rows: ${seen.fresh} new, ${seen.changed} changed, ${seen.same} as they stand, ${seen.faults.length} faults.`,
              ),
            )}
          </p>
          {seen.faults.length > 0 ? (
            <>
              <Alert
                type="warning"
                showIcon
                title={t(text('改好下面各处再上传；现在什么也没有写入。', 'Correct these and upload again; nothing was written.'))}
              />
              <DataTable
                rows={seen.faults}
                rowKey={(f) => `${f.row}${f.column.zh}${f.message.zh}`}
                caption={text('需更正', 'To correct')}
                columns={[
                  ...COLUMNS,
                  { key: 'column', text: text('列', 'Column'), render: (f) => t(f.column) },
                  { key: 'message', text: text('问题', 'Fault'), render: (f) => t(f.message) },
                  { key: 'remedy', text: text('怎么改', 'Remedy'), render: (f) => t(f.remedy) },
                ]}
              />
            </>
          ) : (
            <>
              <DataTable
                rows={seen.preview}
                rowKey={(p) => `${p.place}${p.series.zh}${p.year}`}
                caption={text('将写入', 'To be written')}
                columns={[
                  { key: 'series', text: text('指标', 'Series'), card: 'title', render: (p) => t(p.series) },
                  { key: 'place', text: text('地区代码', 'Place'), render: (p) => p.place },
                  { key: 'year', text: text('年份', 'Year'), render: (p) => p.year },
                  {
                    key: 'before',
                    text: text('原数', 'Before'),
                    align: 'right',
                    render: (p) => (p.before === null ? '—' : shown(p.before, 2)),
                  },
                  { key: 'value', text: text('新数', 'New'), align: 'right', render: (p) => shown(p.value, 2) },
                ]}
              />
              <Button type="primary" loading={busy} disabled={!file || todo === 0} onClick={() => file && void run(file, true)}>
                {t(text(`写入 ${todo} 条`, `Write ${todo}`))}
              </Button>
            </>
          )}
        </div>
      ) : null}
    </Card>
  )
}
