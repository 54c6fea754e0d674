import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merkleProof, merkleRoot, verifyProof } from './merkle.ts'

const leaves = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 40 })

test('every leaf is proven to lie under the root, and no other word is', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), fc.string(), (list, n, other) => {
      const i = n % list.length
      const proof = merkleProof(list, i)
      const root = merkleRoot(list)
      expect(verifyProof(list[i] ?? '', proof, root)).toBe(true)
      if (!list.includes(other)) expect(verifyProof(other, proof, root)).toBe(false)
    }),
  )
})

test('any change of the leaves changes the root', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), (list, n) => {
      const i = n % list.length
      const changed = list.map((l, j) => (j === i ? `${l}x` : l))
      expect(merkleRoot(changed)).not.toBe(merkleRoot(list))
    }),
  )
})
