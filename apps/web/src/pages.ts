import type { ComponentType } from 'react'
import { text, type Text } from '#kernel/text.ts'

export interface PageDef {
  readonly path: string
  readonly text: Text
  readonly load: () => Promise<{ default: ComponentType }>
  /** Held permissions of which one opens the page; absent = every post. */
  readonly needs?: readonly string[]
  /** Where it stands in the navigation; absent = reached from other pages. */
  readonly nav?: 'home' | 'map' | 'inbox' | 'registry' | 'hazards' | 'checks' | 'report' | 'statistics' | 'admin'
}

/** Every page of the program. Navigation, routes and the accessibility test are made from this list. */
export const pages: readonly PageDef[] = [
  { path: '/', text: text('总览', 'Overview'), nav: 'home', load: () => import('./home/Home.tsx') },
  { path: '/inbox', text: text('待办', 'Inbox'), nav: 'inbox', load: () => import('#mechanisms/matters/web/Inbox.tsx') },
  { path: '/matters/$id', text: text('事项', 'Matter'), load: () => import('#mechanisms/matters/web/MatterPage.tsx') },
]
