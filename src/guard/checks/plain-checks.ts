import { checkJson } from '../../generate/json-schema.js'
import { type Check, CheckFailure, check, type Found } from './check.js'
import type { CustomCheck } from './detectors.js'

/** Finds texts that are longer or shorter than the rule allows. The repair of a long text ends it at a word. */
export const lengths = ({
  max,
  min,
}: {
  readonly max?: number | undefined
  readonly min?: number | undefined
}): Check =>
  check(
    ({ text, before }) => {
      const length = before + text.length
      if (max !== undefined && length > max) {
        const room = Math.max(0, max - before)
        const kept = /\s/.test(text[room] ?? '') ? text.slice(0, room) : text.slice(0, room).replace(/\S*$/, '')
        return [
          {
            reason: 'too-long',
            score: 1,
            span: { start: kept.trimEnd().length, end: text.length },
            repair: '',
            label: '',
          },
        ]
      }
      return min !== undefined && length < min ? [{ reason: 'too-short', score: 1 }] : []
    },
    { whole: min !== undefined },
  )

/** Finds texts that are not JSON of this schema. The repair extracts the JSON from the words of the model around it. */
export const jsonSchema = ({ schema }: { readonly schema: unknown }): Check =>
  check(
    ({ text }) => {
      const problem = problemOf(text, schema)
      if (problem === undefined) return []
      const bare = jsonWithin(text)
      const repaired = bare !== undefined && problemOf(bare, schema) === undefined
      return [
        {
          reason: problem,
          score: 1,
          span: repaired ? { start: 0, end: text.length } : undefined,
          repair: repaired ? bare : undefined,
        },
      ]
    },
    { whole: true },
  )

function problemOf(text: string, schema: unknown): 'not-json' | 'schema-mismatch' | undefined {
  try {
    return checkJson(schema, JSON.parse(text)).length === 0 ? undefined : 'schema-mismatch'
  } catch {
    return 'not-json'
  }
}

const jsonWithin = (text: string): string | undefined => /[[{][\s\S]*[\]}]/.exec(text)?.[0]

/** Phrases with which models decline, in common languages. */
const DECLINING =
  /(?:^|[.!?\n]\s{0,3})(?:(?:sorry|unfortunately|apologies|leider),? )?(?:but )?(?:i(?:['’]m| am) (?:sorry|afraid|unable|not able|not allowed|not permitted)|i (?:can(?:['’]t|not)|cannot|won['’]t|will not|must decline|do not have the ability|don['’]t feel comfortable)|as an ai(?: language)?(?: model)?|it (?:would be|is) (?:inappropriate|against my)|against my (?:guidelines|programming|policy)|es tut mir leid|ich kann (?:dir|ihnen|das|dabei|diese)?\s?(?:leider )?nicht|je suis désolé|je ne peux pas|lo siento|no puedo|mi dispiace|non posso|desculpe|não posso|het spijt me|ik kan (?:dat|u|je)? ?niet|przykro mi|nie mogę)\b/i
const LATE = 160

/** Finds answers in which the model declines. A long text that mentions an apology later on is an answer. */
export const refusals = (): Check =>
  check(({ text, before }) => {
    const match = before > LATE ? null : DECLINING.exec(text.slice(0, LATE))
    return match === null ? [] : [{ reason: 'model-refused', score: text.length < 600 ? 0.9 : 0.6 }]
  })

/** A check of the app. */
export const custom = (run: CustomCheck, settings: unknown): Check =>
  check(
    async ({ text, stage, source, passages, signal }) => {
      const result: unknown = await run(text, { stage, source, passages, settings, signal })
      if (isScore(result)) return result === 0 ? [] : [{ reason: 'custom', score: result }]
      if (!Array.isArray(result)) throw new CheckFailure('invalid-result')
      return result.map((part: { score?: unknown; start?: unknown; end?: unknown } | null): Found => {
        const { score, start, end } = part ?? {}
        if (!isScore(score)) throw new CheckFailure('invalid-result')
        return { reason: 'custom', score, span: { start: start as number, end: end as number } }
      })
    },
    { slow: true },
  )

const isScore = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1
