import type { SourceEntry } from '#mechanisms/monitoring/index.ts'

const ORDERS = ['ABCD', 'CDAB', 'BADC', 'DCBA'] as const
const TYPES = ['int16', 'uint16', 'int32', 'uint32', 'float32'] as const
type Order = (typeof ORDERS)[number]
type NumberType = (typeof TYPES)[number]

/** One quantity of a device: unit, kind of register, first address (from 0), how the registers make a number. */
export interface Item {
  readonly entry: SourceEntry
  readonly unit: number
  readonly register: 'holding' | 'input'
  readonly address: number
  readonly words: 1 | 2
  readonly type: NumberType
  readonly order: Order
}

/** Registers that are read by one question. */
export interface Question {
  readonly unit: number
  readonly register: 'holding' | 'input'
  readonly address: number
  readonly count: number
  readonly items: readonly Item[]
}

/** One question holds at most so many registers (Modbus: 125), and reads over so many that nobody wants rather than ask again. */
const MOST = 125
const GAP = 8

/** `1/holding/40/float32/CDAB`; null where it is none. */
export function itemOf(entry: SourceEntry): Item | null {
  const [unit, register, address, type, order] = entry.key.split('/')
  const kind = TYPES.find((t) => t === type)
  if ((register !== 'holding' && register !== 'input') || kind === undefined) return null
  const wide = kind.endsWith('32')
  const item: Item = {
    entry,
    unit: Number(unit),
    register,
    address: Number(address),
    words: wide ? 2 : 1,
    type: kind,
    order: ORDERS.find((o) => o === order) ?? 'ABCD',
  }
  return item.unit >= 0 && item.unit <= 255 && item.address >= 0 && item.address + item.words <= 65_536 ? item : null
}

/** As few questions as there can be: neighbours are read together. */
export function questionsOf(items: readonly Item[]): Question[] {
  const sorted = items.toSorted(
    (a, b) => a.unit - b.unit || a.register.localeCompare(b.register) || a.address - b.address || a.words - b.words,
  )
  const questions: (Omit<Question, 'items' | 'count'> & { items: Item[]; count: number })[] = []
  for (const item of sorted) {
    const last = questions.at(-1)
    const end = item.address + item.words
    if (
      last &&
      last.unit === item.unit &&
      last.register === item.register &&
      item.address <= last.address + last.count + GAP &&
      end - last.address <= MOST
    ) {
      last.count = Math.max(last.count, end - last.address)
      last.items.push(item)
    } else questions.push({ unit: item.unit, register: item.register, address: item.address, count: item.words, items: [item] })
  }
  return questions
}

/** The number in registers as they came, each of two octets, most significant first. A, B, C, D name octets from the most significant. */
export function numberIn(registers: Uint8Array, at: number, { type, order }: Pick<Item, 'type' | 'order'>): number {
  const octet = (i: number): number => registers[at + i] ?? 0
  const view = new DataView(new ArrayBuffer(4))
  if (type === 'int16' || type === 'uint16') {
    view.setUint8(0, octet(0))
    view.setUint8(1, octet(1))
    return type === 'int16' ? view.getInt16(0) : view.getUint16(0)
  }
  for (let i = 0; i < 4; i++) view.setUint8('ABCD'.indexOf(order[i] ?? 'A'), octet(i))
  return type === 'float32' ? view.getFloat32(0) : type === 'int32' ? view.getInt32(0) : view.getUint32(0)
}
