import { CameraOutlined, FilePdfOutlined, LoadingOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'
import { usePhone } from './usePhone.ts'
import { useUploads, type Upload } from './useUploads.ts'
import './ui.css'

const ACCEPT = 'image/*,application/pdf'

export interface PhotoPickerProps {
  readonly value: readonly EvidenceRef[]
  readonly onChange: (value: EvidenceRef[]) => void
  readonly max?: number
  readonly disabled?: boolean
  /** True while files are still on their way; the form waits for them. */
  readonly onBusy?: (busy: boolean) => void
  /** Name of the group for screen readers, where no label stands above. */
  readonly label?: string
  readonly id?: string
}

/** Where the bytes of a piece of evidence are. */
export const fileUrl = (hash: string): string => `/api/files/${hash}`
export const previewUrl = (hash: string): string => `/api/files/${hash}/preview`

function Thumb({ image, src }: { image: boolean; src: string }): ReactNode {
  return image ? (
    <img src={src} alt="" loading="lazy" />
  ) : (
    <span className="pick-file">
      <FilePdfOutlined />
    </span>
  )
}

function Waiting({ item, retry, drop }: { item: Upload; retry: () => void; drop: () => void }): ReactNode {
  const t = useT()
  return (
    <li className="pick-one">
      <Thumb image={item.file.type.startsWith('image/')} src={item.url} />
      <span className="pick-name">{item.file.name}</span>
      {item.why === null ? (
        <span role="status">
          <LoadingOutlined /> {t(text('上传中', 'Uploading'))}
        </span>
      ) : (
        <>
          <span className="pick-fault" role="alert">
            {item.why}
          </span>
          <Button size="small" type="link" onClick={retry} aria-label={t(text(`重传 ${item.file.name}`, `Upload ${item.file.name} again`))}>
            {t(text('重传', 'Retry'))}
          </Button>
          <Button size="small" type="link" onClick={drop} aria-label={t(text(`去掉 ${item.file.name}`, `Remove ${item.file.name}`))}>
            {t(text('去掉', 'Remove'))}
          </Button>
        </>
      )}
    </li>
  )
}

/** Photographs and documents: each is uploaded at once, and again when it failed; what arrived is the value. */
export function PhotoPicker({ value, onChange, max = 30, disabled = false, onBusy, label, id }: PhotoPickerProps): ReactNode {
  const t = useT()
  const phone = usePhone()
  const [over, setOver] = useState(false)
  const camera = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const { waiting, add, retry, drop } = useUploads(value, onChange, max, onBusy)
  const full = disabled || value.length + waiting.length >= max
  const take = (list: FileList | null | undefined): void => {
    if (!full && list && list.length > 0) add([...list])
  }
  const picker = (ref: typeof camera, words: string, capture: boolean): ReactNode => (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label={words}
      accept={capture ? 'image/*' : ACCEPT}
      multiple={!capture}
      capture={capture ? 'environment' : undefined}
      onChange={(e) => {
        take(e.target.files)
        // The same file can be chosen again after it was removed.
        e.target.value = ''
      }}
    />
  )
  const shoot = t(text('拍照', 'Take a photograph'))
  const choose = t(text('选照片或文件', 'Choose photographs or files'))
  return (
    <div
      id={id}
      role="group"
      aria-label={label ?? t(text('照片和材料', 'Photographs and documents'))}
      className={over ? 'pick pick-over' : 'pick'}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault()
        setOver(false)
        take(e.dataTransfer.files)
      }}
      onPaste={(e) => take(e.clipboardData.files)}
    >
      {picker(camera, shoot, true)}
      {picker(files, choose, false)}
      <div className="pick-buttons">
        {phone ? (
          <Button icon={<CameraOutlined />} disabled={full} onClick={() => camera.current?.click()}>
            {shoot}
          </Button>
        ) : null}
        <Button icon={<PaperClipOutlined />} disabled={full} onClick={() => files.current?.click()}>
          {choose}
        </Button>
        {phone ? null : <span className="muted">{t(text('也可以拖进来或粘贴', 'or drop or paste them here'))}</span>}
      </div>
      {value.length + waiting.length > 0 ? (
        <ul className="pick-list">
          {value.map((one) => (
            <li key={one.hash} className="pick-one">
              <a href={fileUrl(one.hash)} target="_blank" rel="noreferrer" aria-label={t(text(`打开 ${one.name}`, `Open ${one.name}`))}>
                <Thumb image={one.mediaType.startsWith('image/')} src={previewUrl(one.hash)} />
              </a>
              <span className="pick-name">{one.name}</span>
              <Button
                size="small"
                type="link"
                disabled={disabled}
                onClick={() => onChange(value.filter((v) => v.hash !== one.hash))}
                aria-label={t(text(`去掉 ${one.name}`, `Remove ${one.name}`))}
              >
                {t(text('去掉', 'Remove'))}
              </Button>
            </li>
          ))}
          {waiting.map((item) => (
            <Waiting key={item.key} item={item} retry={() => retry(item.key)} drop={() => drop(item.key)} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}
