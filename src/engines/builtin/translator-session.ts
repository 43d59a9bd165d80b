import { asyncDispose } from '../../calls/dispose.js'
import type { EngineSession, LanguagePair, OpenOptions, RunOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import type { GenerateInput, GenerateOutput, Task, TaskMap } from '../../shared/tasks.js'
import { estimateTokens } from '../server/estimate.js'
import { holdModel } from './held-model.js'
import { readStream } from './read-stream.js'

/** Opens the browser's Translator as a model that turns one text into another. */
export async function openTranslator(pair: LanguagePair, options: OpenOptions): Promise<EngineSession> {
  const { sourceLanguage, targetLanguage } = pair
  const held = await holdModel('Translator', { sourceLanguage, targetLanguage }, options)

  const translate = (text: string, { signal, onEvent }: RunOptions<'generate'>) =>
    held.use(signal, async (translator, stop): Promise<GenerateOutput> => {
      const startedAt = performance.now()
      let firstTokenAt: number | undefined
      const emit = (piece: string) => {
        firstTokenAt ??= performance.now()
        onEvent?.(piece)
      }
      const translation =
        onEvent === undefined
          ? await translator.translate(text, { signal: stop })
          : await readStream(translator.translateStreaming(text, { signal: stop }), emit)
      const outputTokens = estimateTokens(translation)
      const now = performance.now()
      return {
        text: translation,
        finishReason: 'stop',
        usage: { inputTokens: estimateTokens(text), outputTokens },
        timings: {
          firstTokenMs: (firstTokenAt ?? now) - startedAt,
          tokensPerSecond: outputTokens / Math.max(0.001, (now - startedAt) / 1000),
        },
      }
    })

  const close = () => held.close()
  return {
    engine: 'builtin',
    model: 'Translator',
    textToText: { purposes: [], languageTokens: [], translates: { from: sourceLanguage, to: targetLanguage } },
    async run<T extends Task>(task: T, input: TaskMap[T]['input'], runOptions: RunOptions<T> = {}) {
      const { prompt } = input as Partial<GenerateInput>
      if (task !== 'generate' || prompt === undefined) {
        throw new NlpError('unsupported', "The browser's Translator translates texts, and does nothing else")
      }
      // The output belongs to the task, but the compiler cannot see this after the comparison.
      return (await translate(prompt, runOptions as RunOptions<'generate'>)) as unknown as TaskMap[T]['output']
    },
    close,
    [asyncDispose]: close,
  }
}
