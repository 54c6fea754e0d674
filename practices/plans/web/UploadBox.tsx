import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Progress } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { ApiError, useT } from '#platform/web/index.ts'
import { uploadPlan } from './upload.ts'

const TYPES = ['docx', 'pdf', 'html', 'htm', 'txt', 'md']

/** Takes a plan's file by drag and drop or by choice, shows how far it is, and says clearly what is wrong with it. */
export function UploadBox({ amends }: { amends?: string }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [share, setShare] = useState<number | null>(null)
  const [failure, setFailure] = useState<{ title: string; lines: string[] } | null>(null)
  const take = async (file: File | undefined): Promise<void> => {
    if (!file || share !== null) return
    setFailure(null)
    const type = file.name.split('.').at(-1)?.toLowerCase() ?? ''
    if (!TYPES.includes(type)) {
      setFailure({
        title: t(text(`读不了“${file.name}”`, `“${file.name}” cannot be read`)),
        lines: [
          type === 'doc' || type === 'wps'
            ? t(text('请在 WPS 或 Word 里另存为 .docx 再上传。', 'Save it as .docx and upload that.'))
            : t(text('请上传 Word（.docx）、PDF、网页或文本文件。', 'Upload a .docx, PDF, HTML or text file.')),
        ],
      })
      return
    }
    setShare(0)
    try {
      const made = await uploadPlan(file, { amends }, setShare)
      void client.invalidateQueries({ queryKey: ['plans'] })
      await navigate({ to: '/plans/$id/review', params: { id: made.id } as never })
    } catch (error) {
      const known = error instanceof ApiError ? error : null
      const offline = known?.status === 0
      setFailure({
        title: (offline ? '' : known?.message) || t(text('没有传上去', 'It did not arrive')),
        lines: [
          offline
            ? t(text('网络断了，文件还在您的电脑上，请再试一次。', 'No connection; the file is still on your computer, try again.'))
            : (known?.detail ?? ''),
          ...(known?.errors.flatMap((e) => [e.message, e.remedy ?? '']) ?? []),
        ].filter((l) => l !== ''),
      })
      setShare(null)
    }
  }
  return (
    <div
      className={over ? 'plan-drop plan-drop-over' : 'plan-drop'}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault()
        setOver(false)
        void take(e.dataTransfer.files[0])
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t(text('选择规划文件', 'Choose the file of a plan'))}
        accept={TYPES.map((x) => `.${x}`).join()}
        onChange={(e) => {
          void take(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      {share === null ? (
        <>
          <Button type="primary" onClick={() => input.current?.click()}>
            {amends ? t(text('上传修订稿', 'Upload the amended text')) : t(text('上传规划', 'Upload a plan'))}
          </Button>
          <p className="muted">
            {t(
              text(
                '也可以把文件拖到这里。Word（.docx）、PDF、网页、文本都行；扫描件要先转成文字。',
                'Or drop the file here: .docx, PDF, HTML, text. A scan has to be turned into text first.',
              ),
            )}
          </p>
        </>
      ) : (
        <div role="status">
          <Progress percent={Math.round(share * 100)} strokeColor="var(--accent)" status="active" />
          {share < 1
            ? t(text('正在上传…', 'Uploading…'))
            : t(text('已上传，正在读条目，几秒钟就好…', 'Uploaded; the items are being read, a few seconds…'))}
        </div>
      )}
      {failure ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          style={{ marginTop: 10, textAlign: 'left' }}
          title={failure.title}
          description={failure.lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        />
      ) : null}
    </div>
  )
}
