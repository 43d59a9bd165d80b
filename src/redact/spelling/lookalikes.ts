import { invisibleSigns } from './invisible.js'

/** Text in brackets that may be read as a placeholder: [EMAIL_1], [email 1], \[EMAIL\_1\], %5BEMAIL_1%5D. */
const BRACKETED = /(?:[[【]|%5[Bb]) {0,2}([A-Za-z][\w \\-]{0,100}?\d{1,9}(?:[\\_ -]{1,2}[A-Za-z]{1,9})?)(?!\w)/g

/** The same without brackets: EMAIL_1, EMAIL_1_B. Another bracket may be in front, as in "[see EMAIL_1]". */
const BARE = /(?<!\w)([A-Z][A-Z\d]{0,30}(?:\\?_[A-Z\d]{1,30}){0,6}\\?_\d{1,9}(?:\\?_[A-Z]{1,9})?)(?=s(?!\w)|(?!\w))/g

/** Everything that may be read as a placeholder holds one of these signs. Most texts hold none. */
const TELLING_SIGN = /[[【_]|%5b/i

/**
 * No real name with invisible signs between its letters is longer, and joining all following text would take too long.
 */
const LONGEST_JOINED = 64

/**
 * The words of a text that `restore` may read as placeholders, without their brackets. An invisible sign may be inside a
 * placeholder or between two words. So each stretch between invisible signs is read alone, and also joined with the next stretches.
 */
export function* lookalikesIn(text: string): Generator<string> {
  if (!TELLING_SIGN.test(text)) return
  yield* read(text)
  const stretches = text.split(invisibleSigns)
  if (stretches.length === 1) return
  yield* read(stretches.join(''))
  for (const [index, stretch] of stretches.entries()) {
    if (!/[A-Za-z[【%]/.test(stretch)) continue
    let joined = stretch.slice(-LONGEST_JOINED)
    for (const next of following(stretches, index)) {
      joined += next.slice(0, LONGEST_JOINED)
      if (/[A-Za-z\d]/.test(next)) yield* read(joined)
      if (joined.length > LONGEST_JOINED) break
    }
  }
}

function* following(stretches: readonly string[], index: number): Generator<string> {
  for (let at = index + 1; at < stretches.length; at++) yield stretches[at]!
}

function* read(text: string): Generator<string> {
  for (const pattern of [BRACKETED, BARE]) for (const [, name = ''] of text.matchAll(pattern)) yield name
}
