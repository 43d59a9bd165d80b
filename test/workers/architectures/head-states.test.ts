import { describe, expect, it } from 'vitest'
import { createStatesHead, type StatesHeadArchitecture } from '../../../workers/architectures/head/head-states.js'
import { readModel } from '../read-model.js'

interface Golden {
  readonly sineStates: readonly { readonly tokens: number; readonly logits: readonly number[] }[]
}

const { files, architecture, golden } = readModel<StatesHeadArchitecture, Golden>('emotion')
const head = createStatesHead(files, architecture)

/** States that the training side makes by the same rule, so that the fixture needs no encoder. */
function sineStates(tokens: number): Float32Array {
  return Float32Array.from({ length: tokens * architecture.states }, (_, index) => Math.sin(index * 0.37 + tokens))
}

describe('head on an encoder', () => {
  it.each(golden.sineStates.map(({ tokens, logits }) => [tokens, logits] as const))(
    'computes the logits of the training side for %i tokens',
    (tokens, logits) => {
      const computed = head.logits(sineStates(tokens), tokens)
      logits.forEach((logit, label) => {
        expect(computed[label]).toBeCloseTo(logit, 2)
      })
    },
  )

  it('gives every label, best first', () => {
    const scores = head.run(sineStates(3), 3)
    expect(scores.map(({ label }) => label).sort()).toEqual([...architecture.labels].sort())
    expect(scores.map(({ score }) => score)).toEqual(scores.map(({ score }) => score).sort((a, b) => b - a))
  })

  it('refuses states that are not as many as its tokens', () => {
    expect(() => head.run(sineStates(3), 2)).toThrow('`states` must hold 384 numbers for each of 2 tokens, got 1152.')
  })

  it('refuses weights of another size', () => {
    const cut = new Map([[architecture.weights, new ArrayBuffer(8)]])
    expect(() => createStatesHead(cut, architecture)).toThrow(RangeError)
  })
})
