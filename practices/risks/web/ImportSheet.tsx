import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, ApiError, DataTable, Sheet, useT, withQuery, type Column } from '#platform/web/index.ts'
import { LEVEL_TEXT, LEVELS } from '../model.ts'
import { useRefresh } from './useRisks.ts'

interface Answer {
  rows: number
  written: number
  levels: Record<string, number>
  bad: number
  errors: { row: number; column: Text; value: string; message: Text; remedy: Text }[]
}

type Fault = Answer['errors'][number]

/** Import of a table: checked first, then written whole or not at all. */
export function ImportSheet({ orgId, onClose }: { orgId: string; onClose: () => void }): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const [file, setFile] = useState<File | null>(null)
  const send = useMutation({
    mutationFn: ({ of, commit }: { of: File; commit: 'yes' | 'no' }) =>
      api.upload<Answer>(withQuery('/api/risks/import', { orgId, commit }), of),
    onSuccess: (answer) => {
      if (answer.written > 0) refresh()
    },
  })
  const answer = send.data
  const columns: Column<Fault>[] = [
    {
      key: 'where',
      text: text('位置', 'Where'),
      card: 'title',
      width: 150,
      render: (f) => t(text(`第 ${f.row} 行 · ${f.column.zh}`, `Row ${f.row}, ${f.column.en}`)),
    },
    { key: 'value', text: text('填的是', 'Value'), card: 'bare', render: (f) => f.value || '—' },
    { key: 'message', text: text('问题', 'What is wrong'), card: 'bare', render: (f) => t(f.message) },
    { key: 'remedy', text: text('怎么改', 'What to do'), card: 'bare', render: (f) => t(f.remedy) },
  ]
  const spread = (a: Answer): string =>
    [...LEVELS.map((l) => `${t(LEVEL_TEXT[l])} ${a.levels[l] ?? 0}`), `${t(text('未定级', 'Not graded'))} ${a.levels['none'] ?? 0}`].join(
      '，',
    )
  return (
    <Sheet open title={t(text('导入风险点', 'Import risk points'))} onClose={onClose} width={860}>
      <p>
        <a href="/api/risks/template.xlsx">{t(text('下载模板', 'Download the template'))}</a>
        {t(
          text(
            '，填好后选文件。先检查，没有错误才写入。',
            ', fill it in and choose the file. It is checked first and written only without errors.',
          ),
        )}
      </p>
      <input
        type="file"
        accept=".xlsx,.csv"
        aria-label={t(text('选择表格', 'Choose a table'))}
        onChange={(e) => {
          const of = e.target.files?.[0] ?? null
          setFile(of)
          if (of) send.mutate({ of, commit: 'no' })
        }}
      />
      {send.error ? (
        <Alert
          type="error"
          showIcon
          title={send.error.message}
          description={send.error instanceof ApiError ? send.error.detail : undefined}
        />
      ) : null}
      {answer && answer.bad > 0 ? (
        <>
          <Alert
            type="warning"
            showIcon
            title={t(text(`${answer.bad} 行有错，什么都没有写入`, `${answer.bad} rows are faulty; nothing was written`))}
          />
          <DataTable
            rows={answer.errors}
            columns={columns}
            rowKey={(f) => `${f.row}.${f.column.en}.${f.message.en}`}
            caption={text('需更正的行', 'Rows to correct')}
          />
        </>
      ) : null}
      {answer && answer.bad === 0 && answer.written === 0 && file ? (
        <p>
          {t(text(`检查无误，共 ${answer.rows} 处：${spread(answer)}。`, `Checked: ${answer.rows} (${spread(answer)}).`))}{' '}
          <Button type="primary" loading={send.isPending} onClick={() => send.mutate({ of: file, commit: 'yes' })}>
            {t(text('写入', 'Write'))}
          </Button>
        </p>
      ) : null}
      {answer && answer.written > 0 ? (
        <Alert type="success" showIcon title={t(text(`已写入 ${answer.written} 处风险点`, `${answer.written} risk points written`))} />
      ) : null}
    </Sheet>
  )
}
