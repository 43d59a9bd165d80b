import { NlpError } from '../../src/shared/errors.js'
import type { LabelledSpan, Task } from '../../src/shared/tasks.js'
import type { Proof } from '../../src/wire/shared/inference-api.js'
import type { ModelFiles } from '../model-files/open.js'
import type { CallContext, LoadedModel } from '../tasks/model.js'
import { isReadable } from '../tasks/scores.js'

/** `golden.json` in a model's folder: known inputs with their known results. */
type Golden =
  | {
      readonly task: 'embed'
      readonly texts: readonly string[]
      readonly vectors: readonly (readonly number[])[]
      readonly minimumCosine?: number
    }
  | {
      readonly task: 'label'
      readonly cases: readonly {
        readonly text: string
        readonly spans: readonly Pick<LabelledSpan, 'start' | 'end' | 'type'>[]
      }[]
    }
  | { readonly task: 'language'; readonly texts: readonly string[]; readonly labels: readonly string[] }
  | {
      readonly task: 'rerank'
      readonly query: string
      readonly texts: readonly string[]
      readonly scores: readonly number[]
    }
  | {
      readonly task: 'classify'
      readonly texts: readonly string[]
      readonly logits: readonly (readonly number[] | null)[]
    }

const GOLDEN = 'golden.json'

/** A limit far below the effect of rounding, and far above the result of a wrong kernel. */
const MINIMUM_COSINE = 0.99

/** The most that a relevance from 0 to 1 may differ from the known one. */
const MOST_OFF = 0.05

/**
 * Runs the model once on inputs with known answers. A quantized model can be silently wrong on a graphics device, and a
 * wrong model must not answer. The probe is also the warm-up: the first run costs some 150 ms more than later runs.
 * Returns the proof.
 */
export async function probe(model: LoadedModel, files: ModelFiles, task: Task, signal: AbortSignal): Promise<Proof> {
  const context: CallContext = { priority: 'interactive', signal }
  const { id } = files.manifest
  const wrong = (what: string) =>
    new NlpError('model-corrupt', `Model ${id} gives wrong answers on this device: ${what}`)

  if (!files.manifest.files.some(({ path }) => path === GOLDEN)) {
    await runOnce(model, task, context, wrong)
    return 'none'
  }
  const golden = JSON.parse(new TextDecoder().decode(await files.read(GOLDEN))) as Golden
  await compare(model, golden, context, wrong)
  return 'known-answers'
}

async function compare(
  model: LoadedModel,
  golden: Golden,
  context: CallContext,
  wrong: (what: string) => NlpError,
): Promise<void> {
  switch (golden.task) {
    case 'embed': {
      const output = await model.runners.embed?.({ texts: golden.texts, kind: 'document' }, context)
      for (const [row, expected] of golden.vectors.entries()) {
        const vector = output?.vectors.subarray(row * expected.length, (row + 1) * expected.length)
        const cosine = cosineOf(vector, expected)
        if (!(cosine >= (golden.minimumCosine ?? MINIMUM_COSINE)))
          throw wrong(`a vector is off, cosine ${cosine.toFixed(3)}`)
      }
      return
    }
    case 'label': {
      const output = await model.runners.label?.({ texts: golden.cases.map(({ text }) => text) }, context)
      golden.cases.forEach(({ spans }, row) => {
        const found = output?.spans[row] ?? []
        const same = spans.every((span) =>
          found.some(({ start, end, type }) => start === span.start && end === span.end && type === span.type),
        )
        if (!same || found.length !== spans.length) throw wrong('a known name was not found at its place')
      })
      return
    }
    case 'language': {
      const output = await model.runners.language?.({ texts: golden.texts }, context)
      for (const [row, label] of golden.labels.entries()) {
        if (output?.scores[row]?.[0]?.label !== label) throw wrong('a known text got another language')
      }
      return
    }
    case 'rerank': {
      const output = await model.runners.rerank?.({ query: golden.query, texts: golden.texts }, context)
      for (const [row, expected] of golden.scores.entries()) {
        const score = output?.scores[row] ?? Number.NaN
        if (!(Math.abs(score - expected) <= MOST_OFF)) throw wrong(`a relevance is ${score.toFixed(3)}`)
      }
      return
    }
    case 'classify': {
      const output = await model.runners.classify?.({ texts: golden.texts }, context)
      for (const [row, logits] of golden.logits.entries()) {
        // A text that the model reports as unreadable has no label on any device.
        if (!isReadable(output?.coverage?.[row])) continue
        const expected = logits && (model.labels ?? [])[largest(logits)]
        if (expected && output?.scores[row]?.[0]?.label !== expected) throw wrong('a known text got another label')
      }
    }
  }
}

/** The index of the largest logit. A single logit is compared with zero; "none of it" comes after its label. */
function largest(logits: readonly number[]): number {
  if (logits.length === 1) return (logits[0] ?? 0) > 0 ? 0 : 1
  return logits.indexOf(Math.max(...logits))
}

/** A model without golden answers must at least compute numbers. */
async function runOnce(
  model: LoadedModel,
  task: Task,
  context: CallContext,
  wrong: (what: string) => NlpError,
): Promise<void> {
  const texts = ['Hello']
  const { embed, classify, label, rerank, read } = model.runners
  if (task === 'embed') {
    const output = await embed?.({ texts, kind: 'document' }, context)
    if (output?.vectors.some((value) => !Number.isFinite(value)))
      throw wrong('a vector holds a value that is not a number')
  } else if (task === 'classify' && embed === undefined && model.labels !== undefined) {
    await classify?.({ texts }, context)
  } else if (task === 'label') {
    // Tokenizers write these characters in their own ways. A tokenizer whose tokens cannot be placed fails here, before
    // the model is used.
    const labels = model.labels === undefined ? ['name'] : undefined
    await label?.({ texts: ['Hello “Zoë”,\n\n`a` ##b  (c)'], labels }, context)
  } else if (task === 'rerank') await rerank?.({ query: 'Hello', texts }, context)
  else if (task === 'read') await read?.({ question: 'Who?', texts: ['Hello “Zoë”,\n\n`a` ##b  (c)'] }, context)
}

function cosineOf(vector: Float32Array | undefined, expected: readonly number[]): number {
  let product = 0
  let found = 0
  let wanted = 0
  for (const [index, value] of expected.entries()) {
    const computed = vector?.[index] ?? Number.NaN
    product += computed * value
    found += computed ** 2
    wanted += value ** 2
  }
  return product / Math.sqrt(found * wanted)
}
