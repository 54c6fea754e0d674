/**
 * Paths of places. The path of a division is its official code without the trailing zero groups: 53 (province), 5304 (city),
 * 530481 (county), 530481100 (town). Parks, grid cells and villages of one's own hang below with segments of three characters.
 * A place lies in an area exactly when the area's path is the beginning of its own, in memory as in SQL.
 */
const PATH = /^[0-9a-z]+$/
const SEGMENT = /^[0-9a-z]{3}$/
const TOWN_LENGTH = 9

/** True for a text that can be a path: digits and small letters only, not empty. */
export function isPath(value: string): boolean {
  return PATH.test(value)
}

/**
 * Path of an official code of 2, 4, 6, 9 or 12 digits; trailing groups of zeros say nothing and fall away
 * (530000 → 53, 530481000000 → 530481).
 * @throws RangeError when it is no such code
 */
export function pathOfCode(code: string): string {
  if (!/^\d+$/.test(code) || ![2, 4, 6, 9, 12].includes(code.length)) throw new RangeError(`not a division code: ${code}`)
  let path = code
  for (const start of [9, 6, 4, 2]) if (path.length > start && /^0+$/.test(path.slice(start))) path = path.slice(0, start)
  return path
}

/**
 * Path of a node of one's own below a division or below another own node.
 * Above the towns the segment begins with a letter, so that it never meets the code of a town, present or future; below a town
 * digits are welcome, so that official village codes fit (530481100 + 201).
 * @throws RangeError for a broken parent or segment
 */
export function childPath(parentPath: string, own: string): string {
  if (!isPath(parentPath)) throw new RangeError(`not a path: ${parentPath}`)
  if (!SEGMENT.test(own)) throw new RangeError(`an own segment is three characters of 0-9 a-z: ${own}`)
  const official = /^\d+$/.test(parentPath) && parentPath.length < TOWN_LENGTH
  if (official && /^\d/.test(own)) throw new RangeError(`above the towns an own segment begins with a letter: ${own}`)
  return parentPath + own
}

/** True when the place lies in the area or is it. An empty or broken area holds nothing: fail closed. */
export function inArea(path: string, areaPath: string): boolean {
  return isPath(areaPath) && path.startsWith(areaPath)
}
