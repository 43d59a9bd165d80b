import { expect, test } from 'vitest'
import { chooseChannel } from '../../src/release/choose-channel.js'
import { releaseOf } from './make-release.js'

const units = Array.from({ length: 2000 }, (_, index) => `device ${index}`)
const choose = (canary: object, unit: string, rest: object = {}) =>
  chooseChannel(releaseOf('a', {}, { canary }), { unit, now: Date.parse('2026-12-02'), isLeft: () => false, ...rest })
const early = (canary: object, rest: object = {}) => units.filter((unit) => choose(canary, unit, rest) === 'canary')

test('a share of the devices gets the channel, always the same ones, and more as the share grows', () => {
  const few = early({ share: 0.1 })
  expect(few.length / units.length).toBeGreaterThan(0.08)
  expect(few.length / units.length).toBeLessThan(0.12)
  expect(early({ share: 0.1 })).toEqual(few)
  const more = new Set(early({ share: 0.4 }))
  expect(few.every((unit) => more.has(unit))).toBe(true)
  expect(early({ share: 0 })).toEqual([])
  expect(early({ share: 1 })).toEqual(units)
  expect(early({})).toEqual([])
})

test('another release draws other devices', () => {
  const other = units.filter(
    (unit) =>
      chooseChannel(releaseOf('b', {}, { canary: { share: 0.1 } }), { unit, now: 0, isLeft: () => false }) === 'canary',
  )
  const few = new Set(early({ share: 0.1 }))
  expect(other.filter((unit) => few.has(unit)).length).toBeLessThan(60)
})

test('a ramp changes the share at its times', () => {
  const ramp = [
    { from: '2026-12-01T00:00:00Z', share: 0.2 },
    { from: '2026-12-03T00:00:00Z', share: 1 },
  ]
  const at = (day: string) => early({ share: 0, ramp }, { now: Date.parse(day) }).length / units.length
  expect(at('2026-11-30')).toBe(0)
  expect(Math.abs(at('2026-12-02') - 0.2)).toBeLessThan(0.03)
  expect(at('2026-12-03')).toBe(1)
})

test('a flag names the channel, unless there is none of that name', () => {
  expect(choose({}, 'x', { flag: 'canary' })).toBe('canary')
  expect(choose({ share: 1 }, 'x', { flag: 'stable' })).toBe('stable')
  expect(choose({ share: 1 }, 'x', { flag: 'other' })).toBe('canary')
})

test('what was left is not chosen, whatever a flag says', () => {
  expect(choose({ share: 1 }, 'x', { flag: 'canary', isLeft: (name: string) => name === 'canary' })).toBe('stable')
  expect(choose({ share: 1 }, 'x', { isLeft: (name: string) => name === 'stable' })).toBe('canary')
  expect(choose({ share: 1 }, 'x', { isLeft: () => true })).toBeUndefined()
})
