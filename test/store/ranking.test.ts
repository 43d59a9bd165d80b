import { expect, test } from 'vitest'
import { checksum } from '../../src/store/shared/checksum.js'
import { diversify } from '../../src/store/shared/diversify.js'
import { fuse } from '../../src/store/shared/fuse.js'

const ranked = (...entries: [number, number][]) => entries.map(([row, score]) => ({ row, score }))
const rows = (list: readonly { readonly row: number }[]) => list.map(({ row }) => row)

test('weighted fusion brings both score ranges to 0..1 before adding', () => {
  const fused = fuse(ranked([1, 0.9], [2, 0.8], [3, 0.7]), ranked([3, 40], [1, 30], [4, 20]), {
    weight: 0.5,
    fusion: 'weighted',
  })
  expect(rows(fused)).toEqual([1, 3, 2, 4])
  expect(fused[0]!.score).toBeCloseTo(0.75)
})

test('equal scores keep the order of the rows', () => {
  expect(rows(fuse(ranked([4, 2], [5, 2]), [], { weight: 0.5, fusion: 'weighted' }))).toEqual([4, 5])
})

test.each(['weighted', 'rank'] as const)('%s: an empty list leaves the other in its order', (fusion) => {
  expect(rows(fuse([], ranked([5, 2], [4, 1]), { weight: 0.5, fusion }))).toEqual([5, 4])
  expect(rows(fuse(ranked([5, 2], [4, 1]), [], { weight: 0.5, fusion }))).toEqual([5, 4])
  expect(fuse([], [], { weight: 0.5, fusion })).toEqual([])
})

test('rank fusion gives both lists equal votes', () => {
  const fused = fuse(ranked([1, 9], [2, 1]), ranked([2, 9], [1, 8]), { weight: 0.5, fusion: 'rank' })
  expect(fused[0]!.score).toBe(fused[1]!.score)
})

test('diversity takes the second best over the twin of the best', () => {
  const candidates = ranked([1, 1], [2, 0.99], [3, 0.8])
  const twins = (one: number, other: number) => (one + other === 1 || one === other ? 1 : 0)
  expect(rows(diversify(candidates, twins, { diversity: 0, limit: 2 }))).toEqual([1, 2])
  expect(rows(diversify(candidates, twins, { diversity: 0.5, limit: 2 }))).toEqual([1, 3])
  expect(rows(diversify(candidates, twins, { diversity: 1, limit: 9 }))).toHaveLength(3)
})

test('a checksum changes with every single bit, and is the same at any alignment', () => {
  const bytes = Uint8Array.from({ length: 67 }, (_, index) => index * 7)
  const sum = checksum(bytes)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const damaged = bytes.slice()
    damaged[bit >>> 3]! ^= 1 << (bit & 7)
    expect(checksum(damaged)).not.toBe(sum)
  }
  const shifted = new Uint8Array(70)
  shifted.set(bytes, 3)
  expect(checksum(shifted.subarray(3))).toBe(sum)
  expect(checksum(new Uint8Array(0))).not.toBe(checksum(new Uint8Array(1)))
})
