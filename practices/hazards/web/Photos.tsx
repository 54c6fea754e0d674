import { CameraFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useCallback, useRef, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { usePhone, useT } from '#platform/web/index.ts'
import type { QueuedPhoto } from './queue-send.ts'

function Picture({ photo, index, remove }: { photo: QueuedPhoto; index: number; remove: () => void }): ReactNode {
  const t = useT()
  // The address lives as long as the element that shows it.
  const showIn = useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return
      const url = URL.createObjectURL(photo.blob)
      image.src = url
      return () => URL.revokeObjectURL(url)
    },
    [photo.blob],
  )
  return (
    <li>
      <img ref={showIn} alt={t(text(`照片 ${index + 1}`, `Photograph ${index + 1}`))} />
      <Button size="small" onClick={remove} aria-label={t(text(`去掉照片 ${index + 1}`, `Remove photograph ${index + 1}`))}>
        {t(text('去掉', 'Remove'))}
      </Button>
    </li>
  )
}

export interface PhotosProps {
  readonly value: readonly QueuedPhoto[]
  readonly onChange: (value: QueuedPhoto[]) => void
  readonly max: number
  readonly disabled: boolean
}

/** Photographs that stay on the device until the report goes, so that one without signal loses nothing. */
export function Photos({ value, onChange, max, disabled }: PhotosProps): ReactNode {
  const t = useT()
  const phone = usePhone()
  const camera = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const full = disabled || value.length >= max
  const add = (files: FileList | null): void => {
    const room = max - value.length
    onChange([...value, ...[...(files ?? [])].slice(0, room).map((file) => ({ name: file.name || 'photo.jpg', blob: file }))])
  }
  const input = (ref: typeof camera, words: string, capture: boolean): ReactNode => (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label={words}
      accept="image/*"
      multiple={!capture}
      capture={capture ? 'environment' : undefined}
      onChange={(e) => {
        add(e.target.files)
        // The same picture can be chosen again after it was removed.
        e.target.value = ''
      }}
    />
  )
  const shoot = value.length === 0 ? t(text('拍照', 'Take a photograph')) : t(text('再拍一张', 'One more photograph'))
  const choose = t(text('从相册选', 'From the album'))
  return (
    <div className="report-photos">
      {input(camera, shoot, true)}
      {input(album, choose, false)}
      {value.length > 0 ? (
        <ul>
          {value.map((photo, i) => (
            <Picture key={`${photo.name}-${i}`} photo={photo} index={i} remove={() => onChange(value.filter((_, k) => k !== i))} />
          ))}
        </ul>
      ) : null}
      <Button
        className={value.length === 0 ? 'report-camera' : undefined}
        type={value.length === 0 ? 'primary' : 'default'}
        size="large"
        block
        icon={<CameraFilled />}
        disabled={full}
        onClick={() => (phone ? camera : album).current?.click()}
      >
        {phone ? shoot : t(text('选照片', 'Choose photographs'))}
      </Button>
      {phone ? (
        <Button type="link" disabled={full} onClick={() => album.current?.click()}>
          {choose}
        </Button>
      ) : null}
    </div>
  )
}
