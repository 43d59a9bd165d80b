import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'
import { createPause } from '../schedule/yield.js'
import type { GenerateContext } from './generate.js'
import { requireRoom } from './prompt.js'
import type { Responder } from './respond.js'
import { createSampler, penalize } from './sampler.js'
import { searchBeams } from './search-beams.js'
import type { SequenceModel } from './sequence-model.js'
import { applySettings, type SequenceSettings } from './sequence-settings.js'
import { sequenceSource } from './sequence-source.js'
import { forget, type SequenceSource, type SequenceStep } from './sequence-step.js'
import { Detokenizer, StopStrings } from './text-output.js'

/** The most tokens of an answer where the encoder takes a text of any length. */
const MOST_TOKENS = 4096

/** Turns one text into another: the encoder reads the whole text, and the decoder writes the answer token by token. */
export function createSequenceResponder(model: SequenceModel): Responder {
  const { tokenizer, contextWindow } = model
  const decode = (tokens: readonly number[]) =>
    tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false })
  const sincePause = createPause()

  return {
    async respond(input, { signal, emit }): Promise<GenerateOutput> {
      const startedAt = performance.now()
      const { ids, settings } = sequenceSource(model, input)
      requireRoom(ids.length, contextWindow)
      const limit = Math.min(input.maxTokens, contextWindow || MOST_TOKENS)
      const pause = async () => {
        await sincePause()
        signal.throwIfAborted()
      }
      await pause()
      const source = await model.read(ids)
      let firstTokenAt: number | undefined
      const context: GenerateContext = {
        signal,
        emit(text) {
          firstTokenAt ??= performance.now()
          if (text !== '') emit(text)
        },
      }
      try {
        const { beams = 1 } = input
        const answer =
          beams > 1
            ? await writeBest(source, { beams, limit, input, settings, pause }, context)
            : await write(source, { limit, input, settings, pause }, context)
        const now = performance.now()
        const seconds = (now - (firstTokenAt ?? now)) / 1000
        return {
          text: answer.text,
          finishReason: answer.ended ? 'stop' : 'length',
          usage: { inputTokens: ids.length, outputTokens: answer.tokens },
          timings: {
            firstTokenMs: (firstTokenAt ?? now) - startedAt,
            // The first token is computed with the text, so the speed counts only the time between tokens.
            tokensPerSecond: seconds > 0 && answer.tokens > 1 ? (answer.tokens - 1) / seconds : 0,
          },
        }
      } finally {
        source.close()
      }
    },
    close: async () => {},
  }

  async function write(source: SequenceSource, { limit, input, settings, pause }: Writing, { emit }: GenerateContext) {
    const choose = createSampler(input)
    const detokenizer = new Detokenizer(decode)
    const stops = new StopStrings(input.stop)
    const ids = [settings.start]
    let text = ''
    let ended = false
    const show = (piece: string) => {
      text += piece
      emit(piece)
    }
    let step: SequenceStep | undefined = await source.begin(settings.start)
    try {
      while (ids.length <= limit) {
        await pause()
        const { scores } = step
        if (Number.isNaN(scores[0])) throw new NlpError('invalid-output', NOT_NUMBERS)
        penalize(scores, ids, input.repetitionPenalty)
        applySettings(scores, ids, settings, ids.length === limit)
        const token = choose(scores)
        if (settings.ends.has(token)) {
          ended = ids.length < limit || settings.forcedLast === undefined
          break
        }
        ids.push(token)
        show(stops.push(detokenizer.push(token)))
        if (stops.stopped) {
          ended = true
          break
        }
        if (ids.length > limit) break
        const next: SequenceStep = await source.after(step, token)
        forget(step)
        step = next
      }
    } finally {
      forget(step)
    }
    show(stops.push(detokenizer.end()))
    show(stops.end())
    return { text, ended, tokens: ids.length - 1 }
  }

  async function writeBest(
    source: SequenceSource,
    { beams, limit, input, settings, pause }: Writing & { readonly beams: number },
    { emit }: GenerateContext,
  ) {
    const { tokens, ended } = await searchBeams(source, { beams, limit, settings, pause })
    const stops = new StopStrings(input.stop)
    // Another beginning may win until the last token, so nothing is shown before.
    const text = stops.push(tokens.length === 0 ? '' : decode(tokens)) + stops.end()
    emit(text)
    return { text, ended: ended || stops.stopped, tokens: tokens.length }
  }
}

interface Writing {
  readonly limit: number
  readonly input: GenerateInput
  readonly settings: SequenceSettings
  readonly pause: () => Promise<void>
}

const NOT_NUMBERS = 'The model computed scores that are not numbers. Choose another `dtype`.'
