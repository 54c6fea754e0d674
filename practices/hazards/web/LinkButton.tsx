import { useNavigate, useRouter } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'
import type { ReactNode } from 'react'

export interface LinkButtonProps extends Pick<ButtonProps, 'type' | 'size' | 'autoFocus' | 'icon'> {
  readonly to: string
  readonly children: ReactNode
}

/** A link that looks like a button: it can be opened in a new tab, and a plain click stays in the page. */
export function LinkButton({ to, children, ...look }: LinkButtonProps): ReactNode {
  const navigate = useNavigate()
  const router = useRouter()
  return (
    <Button
      {...look}
      href={router.history.createHref(to)}
      onClick={(e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return
        e.preventDefault()
        void navigate({ to })
      }}
    >
      {children}
    </Button>
  )
}
