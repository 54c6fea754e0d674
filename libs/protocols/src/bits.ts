/** Names of the set bits of `bits`, lowest first. */
export function bitNames(bits: number, names: readonly string[]): string[] {
  const set: string[] = []
  for (let bit = 0; bit < names.length; bit++) {
    const name = names[bit]
    if (name && (bits >>> bit) & 1) set.push(name)
  }
  return set
}
