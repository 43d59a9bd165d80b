import { asyncDispose } from '../../calls/dispose.js'
import type { EngineSession, OpenOptions, RunOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import type { LabelScore, Task, TaskMap } from '../../shared/tasks.js'
import { holdModel } from './held-model.js'

const UNDETERMINED = 'und'

/** Opens the browser's LanguageDetector for the task `language`. */
export async function openDetector(options: OpenOptions): Promise<EngineSession> {
  const held = await holdModel('LanguageDetector', {}, options)

  async function detect({ texts, languages }: TaskMap['language']['input'], signal: AbortSignal | undefined) {
    const scores: LabelScore[][] = []
    for (const text of texts) {
      const results = await held.use(signal, (detector, stop) => detector.detect(text, { signal: stop }))
      scores.push(rowOf(results, languages))
    }
    return { scores }
  }

  const close = () => held.close()
  return {
    engine: 'builtin',
    model: 'LanguageDetector',
    async run<T extends Task>(task: T, input: TaskMap[T]['input'], { signal }: RunOptions<T> = {}) {
      if (task !== 'language') throw new NlpError('unsupported', `The browser's LanguageDetector does not ${task}`)
      // The output belongs to the task, but the compiler cannot see this after the comparison.
      return (await detect(input as TaskMap['language']['input'], signal)) as unknown as TaskMap[T]['output']
    },
    close,
    [asyncDispose]: close,
  }
}

/** The candidates, best first. The browser leaves unlikely ones out, so `und` gets the rest of the probability. */
function rowOf(
  results: readonly { readonly detectedLanguage: string; readonly confidence: number }[],
  languages: readonly string[] | undefined,
): LabelScore[] {
  /** By label, because the browser tells scripts of a language apart that the caller may have named as one language. */
  const scores = new Map<string, number>()
  for (const { detectedLanguage, confidence } of results) {
    const label = languages === undefined ? detectedLanguage : wantedTag(languages, detectedLanguage)
    if (label === undefined || detectedLanguage === UNDETERMINED) continue
    scores.set(label, (scores.get(label) ?? 0) + confidence)
  }
  const row = [...scores].map(([label, score]) => ({ label, score }))
  const rest = Math.max(0, 1 - row.reduce((sum, { score }) => sum + score, 0))
  return [...row, { label: UNDETERMINED, score: rest }].sort((a, b) => b.score - a.score)
}

/** The tag by which the caller named a language: the same tag, or one of the same language. */
const wantedTag = (languages: readonly string[], found: string): string | undefined =>
  languages.find((tag) => tag === found) ?? languages.find((tag) => baseOf(tag) === baseOf(found))

/** The language of a tag, without script and region. */
const baseOf = (tag: string) => new Intl.Locale(tag).language
