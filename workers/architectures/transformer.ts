import { NlpError } from '../../src/shared/errors.js'
import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import type { Encoder } from '../encoder/encoder.js'
import { openEncoder } from '../encoder/open-encoder.js'
import { loadProjection } from '../encoder/projection.js'
import type { ModelFiles } from '../model-files/open.js'
import type { RuntimeWish } from '../runtime/choose-runtime.js'
import type { Slot } from '../runtime/runtime.js'
import { createClassify } from '../tasks/classify.js'
import { createWindowedClassify } from '../tasks/classify-windows.js'
import { createEmbed } from '../tasks/embed.js'
import { mapInSlices } from '../tasks/encode.js'
import { allLabels } from '../tasks/head-scores.js'
import { createLabel } from '../tasks/label.js'
import type { LoadedModel, ReadStates } from '../tasks/model.js'
import { createRerank } from '../tasks/rerank.js'
import { createSimilarityClassify } from '../tasks/similarity.js'
import { createTokenizer, type EncoderTokenizer } from '../tokens/tokenizer.js'
import { readTokenizerFiles } from './tokenizer-files.js'

/** Loads any encoder in the Hugging Face layout. The manifest says which tasks the encoder does. */
export async function loadTransformer(
  architecture: TransformerArchitecture,
  files: ModelFiles,
  wish: RuntimeWish,
): Promise<LoadedModel> {
  const { id, tasks } = files.manifest
  const [opened, tokenizerFiles] = await Promise.all([
    openEncoder(files, architecture, wish),
    readTokenizerFiles(files, architecture.tokenizer),
  ])
  const tokenizer = createTokenizer(tokenizerFiles, architecture.maxTokens)
  const { encoder, output, outputs, choice, kernelThreads } = opened
  const close = () => encoder.close()
  if (tasks.includes('embed')) {
    if (output === 'logits') throw new NlpError('model-unknown', NO_STATES)
    // A graph with the output `sentence_embedding` already contains the layers behind the pooling.
    const projection = output === 'sentence_embedding' ? undefined : await loadProjection(files, architecture.dense)
    const embed = createEmbed(encoder, tokenizer, architecture, projection)
    return {
      runners: { embed, classify: createSimilarityClassify(embed) },
      choice,
      kernelThreads,
      states: createReadStates(encoder, tokenizer),
      dimensions: projection?.dimensions ?? widthOf(outputs, output) ?? architecture.dimensions,
      close,
    }
  }
  const { labels = [], windows, otherwise, operatingPoints = {}, temperature = 1 } = architecture
  const scored = labels.length === 0 ? encoder : expectWidth(encoder, labels, id)
  const classify =
    windows === undefined
      ? createClassify(scored, tokenizer, architecture)
      : createWindowedClassify(
          scored,
          tokenizer,
          { labels, otherwise, multiLabel: false, temperature, operatingPoints },
          windows,
        )
  const runners: LoadedModel['runners'] = {
    ...(tasks.includes('label') ? { label: createLabel(scored, tokenizer, architecture) } : {}),
    ...(tasks.includes('classify') ? { classify } : {}),
    ...(tasks.includes('rerank') ? { rerank: createRerank(scored, tokenizer) } : {}),
  }
  const half = Object.fromEntries(labels.map((label) => [label, 0.5]))
  return {
    runners,
    choice,
    kernelThreads,
    labels: labels.length === 0 ? undefined : allLabels({ labels, otherwise }),
    operatingPoints: architecture.operatingPoints ?? (architecture.multiLabel ? { balanced: half } : undefined),
    close,
  }
}

const NO_STATES =
  'The ONNX file of this model gives scores of next tokens and no states of its text, so it cannot embed. ' +
  'Export it for feature extraction.'

/** The number of values per token or per text, if the file states it. */
function widthOf(outputs: readonly Slot[], output: string): number | undefined {
  const size = outputs.find(({ name }) => name === output)?.shape.at(-1)
  return typeof size === 'number' && size > 0 ? size : undefined
}

/**
 * Rejects where the model gives another number of scores than it has labels: scores without a label would be dropped
 * silently.
 */
function expectWidth(encoder: Encoder, labels: readonly string[], id: string): Encoder {
  return {
    async submit(encodings, options) {
      const rows = await encoder.submit(encodings, options)
      const width = rows[0]?.width ?? labels.length
      if (width === labels.length) return rows
      throw new NlpError(
        'model-corrupt',
        `Model ${id} gives ${width} scores, and its config.json names ${labels.length} labels (${labels.join(', ')}). ` +
          'List all labels under `id2label` in config.json.',
      )
    },
    close: () => encoder.close(),
  }
}

function createReadStates(encoder: Encoder, tokenizer: EncoderTokenizer): ReadStates {
  return async (texts, maxTokens, context) => {
    const encodings = await mapInSlices(texts, (text) => tokenizer.encode(text, maxTokens), context.signal)
    const rows = await encoder.submit(encodings, context)
    return rows.map(({ values, tokens }, row) => {
      const { truncated = false, coverage = 1 } = encodings[row] ?? {}
      return { values, tokens, truncated, coverage }
    })
  }
}
