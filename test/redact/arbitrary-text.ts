import fc from 'fast-check'
import type { Recognizer } from '../../src/redact/findings/recognizer.js'
import { patternRecognizer } from '../../src/redact/recognizers/parts/pattern-recognizer.js'

/** Small and fast recognizers, with values in the middle of words, which the real recognizers avoid. */
export const toyRecognizers: readonly Recognizer[] = [
  patternRecognizer({ name: 'toy-email', type: 'EMAIL', pattern: /[a-z]{1,8}@[a-z]{1,8}\.[a-z]{2,3}/g }),
  patternRecognizer({ name: 'toy-phone', type: 'PHONE', pattern: /\d{3}-\d{4}/g }),
  patternRecognizer({ name: 'toy-person', type: 'PERSON', pattern: /(?:Ann|Bo Li|Zoë|ZOË|BO LI)/g, tier: 'model' }),
]

const value = fc.constantFrom(
  'jo@ex.com',
  'a@b.co',
  '555-1234',
  '555-9876',
  'Ann',
  'Bo Li',
  'Zoë',
  'ZOË',
  'BO LI',
  'Ａnn',
  '５５５-１２３４',
  'jo@\u00adex.com',
  '"Ann"',
  'O"Ann',
  '$&',
  '$1',
)

const lookalike = fc.constantFrom(
  '[EMAIL_1]',
  '[EMAIL_2]',
  '[PHONE_1]',
  '[PERSON_1]',
  '[LITERAL_1]',
  '[email_1]',
  '[EMAIL 1]',
  '[EMAIL-1]',
  '[EMAIL1]',
  '\\[EMAIL\\_1\\]',
  '\\[EMAIL_1]',
  'EMAIL_1',
  'EMAIL\\_1',
  '【PHONE_1】',
  '"[PHONE_1]"',
  '[[EMAIL_1]]',
  '[EMAIL_01]',
  '[EMAIL_1_B]',
  '[PERSON_1_FIRST]',
  'EMAIL_1_B',
  'PHONE_1s',
  '%5BEMAIL_1%5D',
  'E\u200bMAIL_1',
  'PHONE_1s\u200bPHONE_1s',
  '[as in EMAIL_1',
  'EMAIL_1\\_X',
  '[E-MAIL_1]',
  '(mailto:',
  '(/',
)

const fragment = fc.constantFrom(
  '[',
  ']',
  '\\',
  '_',
  '"',
  ' ',
  '\n',
  '1',
  '0',
  'EMAIL',
  'EMAIL_',
  '[EMAIL',
  '[EMAIL_',
  'PHONE',
  '\\[',
  '\\_',
  '\\]',
  '【',
  '】',
  'é',
  '😀',
  '\ud800',
  '\udc00',
  '\u200b',
  'Bo',
  ' Li',
  '{',
  '}',
  ':',
  ',',
  '<b>',
  '</b>',
  '&amp;',
  '\\u0041',
  '*',
  '**',
  '`',
)

/** Texts with values, placeholders, halves of both and hostile characters side by side. */
export const hostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: value },
      { weight: 3, arbitrary: lookalike },
      { weight: 3, arbitrary: fragment },
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''))

/** The text cut at the given places. */
export function chunksOf(text: string, sizes: readonly number[]): string[] {
  const chunks: string[] = []
  let at = 0
  for (let index = 0; at < text.length; index++) {
    const size = sizes[index % sizes.length] ?? 1
    chunks.push(text.slice(at, at + size))
    at += size
  }
  return chunks
}

export async function streamThrough(
  chunks: readonly string[],
  transform: TransformStream<string, string>,
): Promise<string> {
  const parts: string[] = []
  const source = new ReadableStream<string>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  await source.pipeThrough(transform).pipeTo(new WritableStream({ write: (part) => void parts.push(part) }))
  return parts.join('')
}
