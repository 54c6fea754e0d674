import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Progress, Radio, Upload } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, DataTable, Failure, Loading, Page, useT, type Column } from '#platform/web/index.ts'
import type { ImportView } from '../model.ts'
import { useRefresh } from './useRegistry.ts'
import './registry.css'

type Fault = ImportView['errors'][number]

const running = (view: ImportView | undefined): boolean => !view?.stalled && (view?.state === 'reading' || view?.state === 'committing')

function Faults({ view }: { view: ImportView }): ReactNode {
  const t = useT()
  const [marks, setMarks] = useState<readonly number[]>([0])
  const after = marks.at(-1) ?? 0
  const page = useQuery({
    queryKey: ['import', view.id, 'errors', after],
    queryFn: () => api.get<ImportView>(`/api/orgs/import/${view.id}`, { after, limit: 50 }),
  })
  const columns: Column<Fault & { key: string }>[] = [
    {
      key: 'where',
      text: text('位置', 'Where'),
      card: 'title',
      width: 190,
      render: (f) => <strong>{t(text(`第 ${f.row} 行 · ${f.columnText.zh}`, `Row ${f.row} · ${f.columnText.en}`))}</strong>,
    },
    { key: 'value', text: text('填的是', 'Value'), card: 'bare', render: (f) => f.value || '—' },
    { key: 'message', text: text('问题', 'What is wrong'), card: 'bare', render: (f) => t(f.message) },
    { key: 'remedy', text: text('怎么改', 'What to do'), card: 'bare', render: (f) => t(f.remedy) },
  ]
  const rows = (page.data?.errors ?? []).map((f) => ({ ...f, key: `${f.row}.${f.column}.${f.message.en}` }))
  const next = page.data?.next ?? null
  return (
    <Card
      title={t(text(`有 ${view.bad} 行需要更正`, `${view.bad} rows need correction`))}
      extra={<Button href={`/api/orgs/import/${view.id}/errors.xlsx`}>{t(text('下载标红的表格', 'Download the marked workbook'))}</Button>}
    >
      <p className="muted">
        {t(
          text(
            '登记册没有改动。在标红的表格里改好，再整表上传。',
            'The registry was not changed. Correct the marked workbook and upload it whole.',
          ),
        )}
      </p>
      {page.isPending ? (
        <Loading rows={3} />
      ) : (
        <DataTable rows={rows} columns={columns} rowKey={(f) => f.key} caption={text('需更正的行', 'Rows to correct')} />
      )}
      <div className="more">
        {marks.length > 1 ? <Button onClick={() => setMarks(marks.slice(0, -1))}>{t(text('上一页', 'Back'))}</Button> : null}{' '}
        {next === null ? null : <Button onClick={() => setMarks([...marks, next])}>{t(text('下一页', 'Next'))}</Button>}
      </div>
    </Card>
  )
}

function Ready({ view, again }: { view: ImportView; again: () => void }): ReactNode {
  const t = useT()
  const [duplicates, setDuplicates] = useState<'skip' | 'update'>('skip')
  const commit = useMutation({ mutationFn: () => api.post(`/api/orgs/import/${view.id}/commit`, { duplicates }), onSettled: again })
  const writes = view.fresh + (duplicates === 'update' ? view.known : 0)
  return (
    <Card title={t(text('检查无误，可以导入', 'Checked; ready to import'))}>
      <p>{t(text(`新单位 ${view.fresh} 家，已登记的 ${view.known} 家。`, `${view.fresh} new, ${view.known} registered already.`))}</p>
      {view.known > 0 ? (
        <p>
          <Radio.Group
            aria-label={t(text('已登记的单位', 'Registered ones'))}
            value={duplicates}
            onChange={(e) => setDuplicates(e.target.value as 'skip' | 'update')}
            options={[
              { value: 'skip', label: t(text('已登记的不动', 'Leave the registered ones')) },
              {
                value: 'update',
                label: t(text('用表里的内容更新（空格不覆盖）', 'Update them from the table (empty cells change nothing)')),
              },
            ]}
          />
        </p>
      ) : null}
      {commit.error ? (
        <Alert type="error" title={commit.error instanceof ApiError ? commit.error.message : t(text('没有导入', 'Not imported'))} />
      ) : null}
      <Button type="primary" loading={commit.isPending} onClick={() => commit.mutate()}>
        {t(text(`导入 ${writes} 家`, `Import ${writes}`))}
      </Button>
    </Card>
  )
}

function Running({ view, again }: { view: ImportView; again: () => void }): ReactNode {
  const t = useT()
  const writing = view.state === 'committing'
  const total = view.fresh + view.known
  const cancel = useMutation({ mutationFn: () => api.post(`/api/orgs/import/${view.id}/cancel`), onSettled: again })
  return (
    <Card title={writing ? t(text('正在导入', 'Importing')) : t(text('正在检查', 'Checking'))}>
      {writing ? (
        <Progress percent={total === 0 ? 0 : Math.floor((view.written / total) * 100)} aria-label={t(text('导入进度', 'Progress'))} />
      ) : (
        <p aria-live="polite">
          {t(text(`已检查 ${view.rows} 行，其中 ${view.bad} 行需更正`, `${view.rows} rows checked, ${view.bad} to correct`))}
        </p>
      )}
      <p className="muted">
        {t(
          writing
            ? text('全部写完才生效；取消则什么都不变。', 'It takes effect when all is written; cancelled, nothing changes.')
            : text('可以离开本页，回来接着看。', 'You may leave this page and come back.'),
        )}
      </p>
      <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t(text('取消', 'Cancel'))}
      </Button>
    </Card>
  )
}

function Outcome({ view, again }: { view: ImportView; again: () => void }): ReactNode {
  const t = useT()
  if (view.stalled) {
    return (
      <>
        <Alert
          type="warning"
          showIcon
          title={t(text('这次导入中断了，登记册没有改动', 'This import was interrupted; the registry was not changed'))}
          description={t(text('请重新确认，或重新上传文件。', 'Confirm again, or upload the file again.'))}
        />
        {view.state === 'committing' ? <Ready view={view} again={again} /> : null}
      </>
    )
  }
  if (running(view)) return <Running view={view} again={again} />
  if (view.state === 'checked') return view.bad > 0 ? <Faults view={view} /> : <Ready view={view} again={again} />
  if (view.state === 'done') {
    return (
      <Alert
        type="success"
        showIcon
        title={t(text(`已导入 ${view.written} 家`, `${view.written} imported`))}
        action={
          <Link to={'/registry' as never} search={{ sort: 'recent' } as never}>
            {t(text('查看', 'Show'))}
          </Link>
        }
      />
    )
  }
  if (view.state === 'cancelled')
    return <Alert type="info" showIcon title={t(text('已取消，登记册没有改动', 'Cancelled; the registry was not changed'))} />
  return (
    <Alert
      type="error"
      showIcon
      title={t(text('没有导入，登记册没有改动', 'Not imported; the registry was not changed'))}
      description={view.fault ? t(view.fault) : undefined}
    />
  )
}

/** Import from Excel or CSV: template, upload, check, write. The import stands in the address, so that one can come back. */
export default function ImportPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const { batch } = useSearch({ strict: false }) as { batch?: string }
  const state = useQuery({
    queryKey: ['import', batch],
    queryFn: () => api.get<ImportView>(`/api/orgs/import/${batch}`, { limit: 1 }),
    enabled: batch !== undefined,
    refetchInterval: (query) => (running(query.state.data) ? 800 : false),
  })
  const again = (): void => {
    void state.refetch()
    refresh()
  }
  const upload = useMutation({
    mutationFn: (file: File) => api.upload<{ id: string }>('/api/orgs/import', file),
    onSuccess: ({ id }) => void navigate({ to: '/registry/import' as never, search: { batch: id } as never, replace: true }),
  })
  const busy = running(state.data)
  return (
    <Page title={t(text('导入单位', 'Import organisations'))}>
      <div className="registry-steps">
        <Card title={t(text('一、用模板填写', '1. Fill in the template'))}>
          <p className="muted">
            {t(
              text(
                '也可以用自己的表，只要表头里有“名称”和“所在地区”。一次最多 20000 行。',
                'Your own table will do, if its headings have “名称” and “所在地区”. At most 20,000 rows at a time.',
              ),
            )}
          </p>
          <Button href="/api/orgs/template.xlsx">{t(text('下载模板', 'Download the template'))}</Button>
        </Card>
        <Card title={t(text('二、上传检查', '2. Upload and check'))}>
          <Upload.Dragger
            height={110}
            accept=".xlsx,.csv"
            showUploadList={false}
            disabled={busy || upload.isPending}
            beforeUpload={(file) => {
              upload.mutate(file)
              return false
            }}
          >
            <p>
              {upload.isPending
                ? t(text('正在上传…', 'Uploading…'))
                : t(text('点这里选文件，或把文件拖进来（xlsx、csv）', 'Choose a file or drop it here (xlsx, csv)'))}
            </p>
          </Upload.Dragger>
          {upload.error ? (
            <Alert
              type="error"
              title={upload.error instanceof ApiError ? upload.error.message : t(text('上传失败', 'The upload failed'))}
            />
          ) : null}
          {state.data ? <p className="muted">{state.data.fileName}</p> : null}
        </Card>
        {batch === undefined ? null : state.error ? (
          <Failure error={state.error} retry={again} />
        ) : state.data ? (
          <Outcome view={state.data} again={again} />
        ) : (
          <Loading rows={2} />
        )}
      </div>
    </Page>
  )
}
