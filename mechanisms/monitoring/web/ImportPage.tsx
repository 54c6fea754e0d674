import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Upload } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, DataTable, Page, useT, type Column } from '#platform/web/index.ts'
import type { ImportReport } from '../model.ts'

type Fault = ImportReport['faults'][number] & { readonly key: string }

/** Thousands of points from a workbook: choose, look at what is wrong, write. */
export default function ImportPage(): ReactNode {
  const t = useT()
  const [file, setFile] = useState<File | null>(null)
  const check = useMutation({ mutationFn: (f: File) => api.upload<ImportReport>('/api/points/import?commit=no', f) })
  const write = useMutation({ mutationFn: (f: File) => api.upload<ImportReport>('/api/points/import?commit=yes', f) })
  const report = check.data
  const fault = write.error ?? check.error
  const columns: Column<Fault>[] = [
    {
      key: 'where',
      text: text('位置', 'Where'),
      card: 'title',
      width: 200,
      render: (f) => <b>{t(text(`第 ${f.row} 行 · ${f.column}`, `Row ${f.row} · ${f.column}`))}</b>,
    },
    { key: 'what', text: text('问题', 'What is wrong'), card: 'bare', render: (f) => t(f.message) },
  ]
  return (
    <Page title={t(text('导入监测点位', 'Import points'))}>
      <Card title={t(text('1. 填表', '1. Fill in'))}>
        <p>
          {t(
            text(
              '下载模板，每行一个点位；类型、量程、建议报警值在“类型”表里。',
              'Take the template, a row a point; types, ranges and suggested limits are on its second sheet.',
            ),
          )}
        </p>
        <Button href="/api/points/template.xlsx">{t(text('下载模板', 'Template'))}</Button>
      </Card>
      <Card title={t(text('2. 检查', '2. Check'))}>
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(f) => {
            setFile(f)
            write.reset()
            check.mutate(f)
            return false
          }}
        >
          <Button loading={check.isPending}>
            {file ? t(text(`换一个文件（${file.name}）`, `Another file (${file.name})`)) : t(text('选择文件', 'Choose a file'))}
          </Button>
        </Upload>
        {report ? (
          <p role="status">
            {t(
              text(
                `${report.rows} 行：新点位 ${report.fresh} 个，已登记 ${report.known} 个（跳过），有问题 ${report.faultCount} 处。`,
                `${report.rows} rows: ${report.fresh} new, ${report.known} known (passed over), ${report.faultCount} faults.`,
              ),
            )}
          </p>
        ) : null}
        {report && report.faults.length > 0 ? (
          <DataTable
            rows={report.faults.map((f, i) => ({ ...f, key: String(i) }))}
            columns={columns}
            rowKey={(f) => f.key}
            caption={text('需更正的行', 'Rows to correct')}
          />
        ) : null}
        {fault instanceof ApiError ? <p role="alert">{[fault.message, ...fault.errors.map((e) => e.message)].join(' · ')}</p> : null}
      </Card>
      <Card title={t(text('3. 写入', '3. Write'))}>
        <Button
          type="primary"
          disabled={!file || !report || report.faultCount > 0 || report.fresh === 0 || write.isSuccess}
          loading={write.isPending}
          onClick={() => file && write.mutate(file)}
        >
          {t(text(`确认导入 ${report?.fresh ?? ''}`, `Write ${report?.fresh ?? ''}`))}
        </Button>
        {write.data ? (
          <p role="status">
            {t(text(`已写入 ${write.data.written} 个点位。`, `${write.data.written} points were written.`))}{' '}
            <Link to={'/monitoring' as never}>{t(text('去监测', 'To the wall'))}</Link>
          </p>
        ) : null}
      </Card>
    </Page>
  )
}
