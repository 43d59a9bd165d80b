import { NlpError } from '../../src/shared/errors.js'
import type { OpenLabelsArchitecture } from '../../src/shared/model-manifest.js'
import type { ModelFiles } from '../model-files/open.js'
import type { RuntimeWish } from '../runtime/choose-runtime.js'
import type { FlagRows, FloatRows, IntegerRows } from '../runtime/runtime.js'
import { createOpenLabel, type OpenWindow } from '../tasks/label-open.js'
import type { LoadedModel } from '../tasks/model.js'
import { openTextSession, singleRuns } from './text-session.js'

/** Loads a model that finds spans of labels which come with each text: a GLiNER model. */
export async function loadOpenLabels(
  architecture: OpenLabelsArchitecture,
  files: ModelFiles,
  { place, wish }: RuntimeWish,
): Promise<LoadedModel> {
  const { id } = files.manifest
  const { session, tokenizer, choice } = await openTextSession(files, architecture, {
    place,
    wish,
    kernelLack: 'it takes the input words_mask',
    refusalOf({ inputs }) {
      const unknown = inputs.find(({ name }) => !(name in INPUTS))
      return unknown && refusal(id, unknown.name)
    },
  })
  const runs = singleRuns<OpenWindow, FloatRows>(session, {
    keyOf: ({ ids, wordNumbers }) => `${ids.join()} ${wordNumbers.join()}`,
    compute(window) {
      const feeds = session.inputs.map(({ name }) => [name, INPUTS[name]?.(window, architecture.maxWidth)] as const)
      return session.run(Object.fromEntries(feeds) as Record<string, IntegerRows | FlagRows>, 'logits')
    },
  })
  const label = createOpenLabel({ id, architecture, tokenizer, run: runs.submit })
  return { runners: { label }, choice, close: runs.close }
}

function refusal(id: string, input: string): NlpError {
  return new NlpError(
    'unsupported',
    `Model ${id} asks for the input ${input}, which tacet cannot fill. ` +
      'Choose a GLiNER model that reads text and labels with one encoder.',
  )
}

/** The value of each input of the graph for one window. */
const INPUTS: Readonly<Record<string, (window: OpenWindow, width: number) => IntegerRows | FlagRows>> = {
  input_ids: ({ ids }) => integers(ids),
  attention_mask: ({ ids }) => integers(ids.map(() => 1)),
  words_mask: ({ wordNumbers }) => integers(wordNumbers),
  text_lengths: ({ words }) => integers([words]),
  // A span beyond the last word gets the place of the first word: the graph needs a valid place, and the score does not
  // count.
  span_idx: ({ words }, width) =>
    integers(
      placesOf(words, width).flatMap(([first, last]) => (last < words ? [first, last] : [0, 0])),
      [1, words * width, 2],
    ),
  span_mask: ({ words }, width) => {
    const flags = Uint8Array.from(placesOf(words, width), ([, last]) => (last < words ? 1 : 0))
    return { flags, shape: [1, flags.length] }
  },
}

/** The first and the last word of each span of up to `width` words. */
const placesOf = (words: number, width: number): (readonly [number, number])[] =>
  Array.from({ length: words * width }, (_, index) => {
    const first = Math.floor(index / width)
    return [first, first + (index % width)]
  })

const integers = (numbers: readonly number[], shape: readonly number[] = [1, numbers.length]): IntegerRows => ({
  values: BigInt64Array.from(numbers, BigInt),
  shape,
})
