import type { ComponentType } from 'react'
import type { Text } from '#kernel/text.ts'

export interface PageDef {
  readonly path: string
  readonly text: Text
  readonly load: () => Promise<{ default: ComponentType }>
  /** Held permissions of which one opens the page; absent = every post. */
  readonly needs?: readonly string[]
  /** Everybody may read it: without sign-in and without the frame. */
  readonly open?: true
  /** Where it stands in the navigation; absent = reached from other pages. */
  readonly nav?:
    | 'home'
    | 'map'
    | 'inbox'
    | 'plans'
    | 'registry'
    | 'risks'
    | 'hazards'
    | 'checks'
    | 'report'
    | 'statistics'
    | 'measures'
    | 'admin'
    | 'monitoring'
    | 'warnings'
    | 'installations'
    | 'duties'
    | 'scores'
}
