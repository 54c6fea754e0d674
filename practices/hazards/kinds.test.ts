import { expect, test } from 'vitest'
import { checkKind } from '#kernel/matter/index.ts'
import { listingKind } from '#mechanisms/matters/index.ts'
import { hazardKind, selfcheckKind } from './index.ts'

test.each([hazardKind, selfcheckKind, listingKind])('the transition table of $id is sound', (kind) => {
  expect(checkKind(kind)).toEqual([])
})
