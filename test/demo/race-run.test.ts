import { expect, test } from 'vitest'
import { ratioOf, runRace } from '../../demo/panels/race-run.js'
import { quantile } from '../../demo/parts/quantile.js'

test('contenders take turns, each begins in its turn, and one that fails is named while the others go on', async () => {
  const order: string[] = []
  const closed: string[] = []
  const contender = (name: string, ms: number, failsAt = -1) => ({
    name,
    version: '1',
    open: async () => ({
      by: 'hand',
      async run(round: number) {
        order.push(`${name}${round}`)
        if (round === failsAt) throw new Error('Out of breath')
        return ms + round
      },
      close: async () => void closed.push(name),
    }),
  })
  const race = {
    id: 'a',
    title: 'A',
    work: '',
    fairness: '',
    contenders: [contender('x', 10), contender('y', 20), contender('z', 5, 1)],
  }
  const { finished, failed } = await runRace(race, 2, { signal: new AbortController().signal, report: () => {} })
  expect(order).toEqual(['x0', 'y0', 'z0', 'y1', 'z1', 'x1', 'x2', 'y2'])
  expect(failed).toEqual([{ name: 'z', reason: 'Out of breath' }])
  expect(finished.map(({ roundsMs }) => roundsMs)).toEqual([
    [11, 12],
    [21, 22],
  ])
  expect(ratioOf(finished[0]!, finished[1]!)).toBeCloseTo(22 / 12)
  expect(closed.sort()).toEqual(['x', 'y', 'z'])
})

test('a stop does not wait for a contender that gives no answer, and closes it', async () => {
  const closed: string[] = []
  const stop = new AbortController()
  const contender = {
    name: 'x',
    version: '1',
    open: async () => ({
      by: 'hand',
      run() {
        stop.abort()
        return new Promise<never>(() => {})
      },
      close: async () => void closed.push('x'),
    }),
  }
  const race = { id: 'a', title: 'A', work: '', fairness: '', contenders: [contender] }
  const running = runRace(race, 1, { signal: stop.signal, report: () => {} })
  await expect(running).rejects.toThrow(stop.signal.reason)
  expect(closed).toEqual(['x'])
})

test.each([
  [[], 0.5, Number.NaN],
  [[3], 0.95, 3],
  [[4, 1, 3, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.95, 4],
])('of %j the share %d lies at %d', (numbers, share, expected) => {
  expect(quantile(numbers, share)).toBe(expected)
})
