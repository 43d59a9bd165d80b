import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byScore, Top } from '../../../src/store/shared/top.js'

test('keeps what sorting everything would put first, lower rows before higher ones of the same score', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 })
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 20 }), (values, limit) => {
      const top = new Top(limit)
      const all = values.map((score, row) => ({ row, score }))
      for (const { row, score } of all.toReversed()) top.offer(row, score)
      expect(top.sorted()).toEqual(all.sort(byScore).slice(0, limit))
    }),
  )
})
