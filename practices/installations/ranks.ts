import { text, type Text } from '#kernel/text.ts'

export const CANNOT = 5
export const NOT_MAJOR = 6

/** The levels in words, by rank. */
export const RANKS: Readonly<Record<number, { readonly text: Text; readonly colour: 'red' | 'orange' | 'gold' | 'blue' | 'grey' | null }>> =
  {
    1: { text: text('一级', 'Level 1'), colour: 'red' },
    2: { text: text('二级', 'Level 2'), colour: 'orange' },
    3: { text: text('三级', 'Level 3'), colour: 'gold' },
    4: { text: text('四级', 'Level 4'), colour: 'blue' },
    5: { text: text('不能判定', 'Cannot judge'), colour: 'grey' },
    6: { text: text('不构成', 'Not one'), colour: null },
  }

export const rankText = (rank: number): Text => (RANKS[rank] ?? RANKS[CANNOT] ?? { text: text('不能判定', 'Cannot judge') }).text

export const isMajorRank = (rank: number | null): boolean => rank !== null && rank >= 1 && rank <= 4
