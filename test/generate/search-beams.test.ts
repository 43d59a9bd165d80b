import { expect, test } from 'vitest'
import { searchBeams } from '../../workers/generation/search-beams.js'
import { sequenceSettings } from '../../workers/generation/sequence-settings.js'
import type { SequenceSource, SequenceStep } from '../../workers/generation/sequence-step.js'

/** A source whose scores depend on the last token. It counts the steps that are not released. */
function countedSource() {
  let live = 0
  const step = (token: number): SequenceStep => {
    live += 1
    const dispose = () => {
      live -= 1
    }
    const state = { numbers: () => new Float32Array(), dispose }
    return { scores: Float32Array.from({ length: 6 }, (_, at) => Math.sin(at * 3 + token)), written: { state } }
  }
  const source: SequenceSource = {
    begin: async (start) => step(start),
    after: async (_, token) => step(token),
    close() {},
  }
  return { source, live: () => live }
}

const settings = sequenceSettings({ decoder_start_token_id: 0, eos_token_id: 1, no_repeat_ngram_size: 2 })

test('no step is kept after 200 searches', async () => {
  const { source, live } = countedSource()
  for (let call = 0; call < 200; call += 1) {
    const { tokens } = await searchBeams(source, { beams: 4, limit: 12, settings, pause: async () => {} })
    expect(tokens.length).toBeLessThanOrEqual(12)
  }
  expect(live()).toBe(0)
})

test.each([1, 3, 8, 9])('no step is kept after an abort before run %i', async (run) => {
  const { source, live } = countedSource()
  const reason = new Error('enough')
  let runs = 0
  const pause = async () => {
    runs += 1
    if (runs === run) throw reason
  }
  await expect(searchBeams(source, { beams: 4, limit: 12, settings, pause })).rejects.toBe(reason)
  expect(live()).toBe(0)
})
