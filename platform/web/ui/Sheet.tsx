import { Drawer, Modal } from 'antd'
import type { ReactNode } from 'react'
import './ui.css'
import { usePhone } from './usePhone.ts'

export interface SheetProps {
  readonly open: boolean
  readonly title: ReactNode
  readonly onClose: () => void
  /** Buttons at the lower edge. */
  readonly footer?: ReactNode
  /** Pixels on the desktop; 560 unless told. */
  readonly width?: number
  readonly children: ReactNode
}

/** A dialog: in the middle of the desktop, from the lower edge over the full width of a phone. */
export function Sheet({ open, title, onClose, footer, width = 560, children }: SheetProps): ReactNode {
  const phone = usePhone()
  if (phone) {
    return (
      <Drawer
        open={open}
        onClose={onClose}
        title={title}
        placement="bottom"
        size="92dvh"
        footer={footer}
        rootClassName="sheet"
        destroyOnHidden
      >
        {children}
      </Drawer>
    )
  }
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={title}
      footer={footer ?? null}
      width={width}
      mask={{ closable: false }}
      style={{ top: 32 }}
      styles={{ body: { maxHeight: 'calc(100vh - 190px)', overflow: 'auto' } }}
      destroyOnHidden
    >
      {children}
    </Modal>
  )
}
