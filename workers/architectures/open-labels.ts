import { NlpError } from '../../src/shared/errors.js'
import type { OpenLabelsArchitecture } from '../../src/shared/model-manifest.js'
import type { ModelFiles } from '../model-files/open.js'
import { readExternalData } from '../model-files/read-external-data.js'
import { chooseRuntime, type RuntimeWish } from '../runtime/choose-runtime.js'
import { createSession, type FlagRows, type FloatRows, type IntegerRows } from '../runtime/runtime.js'
import { createScheduler } from '../schedule/scheduler.js'
import { nextMacrotask } from '../schedule/yield.js'
import { createOpenLabel, type OpenWindow } from '../tasks/label-open.js'
import type { LoadedModel } from '../tasks/model.js'
import { createTokenizer } from '../tokens/tokenizer.js'
import { readTokenizerFiles } from './tokenizer-files.js'

/** Loads a model that finds spans of labels which come with each text: a GLiNER model. */
export async function loadOpenLabels(
  architecture: OpenLabelsArchitecture,
  files: ModelFiles,
  { place, wish }: RuntimeWish,
): Promise<LoadedModel> {
  const { id } = files.manifest
  const { model: path, maxTokens, maxWidth } = architecture
  const choice = chooseRuntime({ id, place, wish, lacks: { kernels: 'it takes the input words_mask' } })
  const tokenizer = createTokenizer(await readTokenizerFiles(files, architecture.tokenizer), maxTokens)
  const externalData = await readExternalData(files, path)
  const session = await createSession(await files.read(path), { device: place.device, externalData })
  const inputs = session.inputs.map(({ name }) => name)
  const unknown = inputs.find((name) => !(name in INPUTS))
  if (unknown !== undefined) {
    await session.release()
    throw new NlpError(
      'unsupported',
      `Model ${id} asks for the input ${unknown}, which tacet cannot fill. ` +
        'Choose a GLiNER model that reads text and labels with one encoder.',
    )
  }
  // Models with quantized activations scale them over a whole run, so each window is a run of its own.
  const scheduler = createScheduler<OpenWindow, FloatRows>({
    now: () => performance.now(),
    yieldNow: nextMacrotask,
    async run(batch) {
      const rows: FloatRows[] = []
      for (const window of batch) {
        const feeds = inputs.map((name) => [name, INPUTS[name]?.(window, maxWidth)] as const)
        rows.push(await session.run(Object.fromEntries(feeds) as Record<string, IntegerRows | FlagRows>, 'logits'))
      }
      return rows
    },
  })
  const label = createOpenLabel({
    id,
    architecture,
    tokenizer,
    run: (windows, context) =>
      scheduler.submit(
        windows.map((item) => ({
          key: `${item.ids.join()} ${item.wordNumbers.join()}`,
          length: item.ids.length,
          item,
        })),
        context,
      ),
  })
  return {
    runners: { label },
    choice,
    async close() {
      scheduler.close(new NlpError('closed', 'The model was closed'))
      await session.release()
    },
  }
}

/** How each input of the graph is filled for one window. */
const INPUTS: Readonly<Record<string, (window: OpenWindow, width: number) => IntegerRows | FlagRows>> = {
  input_ids: ({ ids }) => integers(ids),
  attention_mask: ({ ids }) => integers(ids.map(() => 1)),
  words_mask: ({ wordNumbers }) => integers(wordNumbers),
  text_lengths: ({ words }) => integers([words]),
  // A span beyond the last word is given as the first word alone: the graph reads the places, and its scores do not count.
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
