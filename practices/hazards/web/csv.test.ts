import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('commas, quotes and line ends are quoted, formulas are made texts, numbers stay', () => {
  expect(
    csv([
      ['单位', '应查'],
      ['甲,"乙"\n丙', 3],
      ['=1+1', -2],
      [null, 0],
    ]),
  ).toBe('\uFEFF单位,应查\r\n"甲,""乙""\n丙",3\r\n\'=1+1,-2\r\n,0\r\n')
})
