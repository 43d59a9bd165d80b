import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'
import type { CausalModel } from './causal-model.js'
import { Decoder } from './decoder.js'
import { DecoderSlots } from './decoder-slots.js'
import { type GenerateContext, generate } from './generate.js'
import { likelihoodOf } from './likelihood.js'
import { promptTokens, requireRoom } from './prompt.js'
import { Baseline, scoreChoices } from './score-choices.js'
import { suggestWords } from './suggest.js'

/** A loaded model with everything that it keeps between calls. */
export interface Responder {
  respond(input: GenerateInput, context: GenerateContext): Promise<GenerateOutput>
  close(): Promise<void>
}

const ONE_BEAM =
  'This model continues texts and follows one answer at a time. `beams` is for encoder–decoder models; leave it out.'

const NO_PURPOSE =
  'This model continues texts and has no purposes. `purpose` is for encoder–decoder models; say in the question what to write.'

/** Writes a text, or scores given texts, as the input demands. */
export function createResponder(causal: CausalModel, decoder = new Decoder(causal)): Responder {
  const { tokenizer, contextWindow } = causal
  const slots = new DecoderSlots(decoder, () => new Decoder(causal))
  const baseline = new Baseline(causal)
  // The typed text changes with every key. Its own decoder keeps it from pushing out the tokens of a conversation.
  const typing = new Decoder(causal)

  async function weigh(
    input: GenerateInput,
    signal: AbortSignal,
  ): Promise<Partial<GenerateOutput> & { readonly read: number }> {
    const { likelihoodOf: text, suggest } = input
    if (suggest !== undefined) return suggestWords(causal, typing, { input, suggest, signal })
    const given = input.messages.length > 0 || input.prompt !== undefined
    const prompt = given ? promptTokens(tokenizer, input) : []
    if (text !== undefined) {
      const likelihood = await likelihoodOf(causal, await slots.for(prompt), { text, prompt }, signal)
      return { likelihood, read: prompt.length + likelihood.tokens.length }
    }
    const place = await slots.for(checked(prompt))
    const choices = await scoreChoices(causal, place, baseline, { prompt, input, signal })
    return { choices, text: choices[0]?.label ?? '', read: prompt.length }
  }

  function checked(prompt: readonly number[]): readonly number[] {
    if (prompt.length === 0) throw new NlpError('invalid-data', 'There is nothing to continue: the prompt is empty')
    // One token more, because the answer needs room for at least one.
    requireRoom(prompt.length + 1, contextWindow)
    return prompt
  }

  async function answer(input: GenerateInput, context: GenerateContext): Promise<GenerateOutput> {
    const startedAt = performance.now()
    const { choices, likelihoodOf: text, suggest, purpose, beams = 1 } = input
    if (beams > 1) throw new NlpError('unsupported', ONE_BEAM)
    if (purpose !== undefined) throw new NlpError('unsupported', NO_PURPOSE)
    if (choices === undefined && text === undefined && suggest === undefined) {
      const prompt = checked(promptTokens(tokenizer, input))
      return generate(causal, await slots.for(prompt), { prompt, input, startedAt }, context)
    }
    const { read, ...weighed } = await weigh(input, context.signal)
    return {
      text: '',
      finishReason: 'stop',
      usage: { inputTokens: read, outputTokens: 0 },
      timings: { firstTokenMs: performance.now() - startedAt, tokensPerSecond: 0 },
      ...weighed,
    }
  }

  async function forgetTexts(): Promise<void> {
    await typing.reset()
    await slots.reset()
  }

  return {
    async respond(input, context) {
      try {
        return await answer(input, context)
      } catch (error) {
        // The kept keys and values of earlier texts are freed, so that the next call has memory.
        if (NlpError.is(error, 'out-of-memory')) await forgetTexts()
        throw error
      }
    },
    async close() {
      await baseline.close()
      await forgetTexts()
    },
  }
}
