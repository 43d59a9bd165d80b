import type { Entity } from '../findings/recognizer.js'

/** Words right before a group: "She is ", "we're proud ", "born ", "nationality: ". */
const SAID_OF_SOMEONE =
  /(?:(?<!\p{L})(?:I['’]?m|(?:we|you|they)['’]re|(?:he|she|who)['’]s|(?:I|we|you|he|she|they|who)\s+(?:am|are|is|was|were|be|been|being))|(?<!\p{L})(?:proud|born|half|fellow|nationality:?|citizenship:?|religion:?|ethnicity:?|faith:?))\s+(?:[\p{L}'’-]+\s+){0,2}$/iu

/** Words right after a group: " citizen", " woman", " by birth". */
const OF_SOMEONE =
  /^\s+(?:citizens?|nationals?|passport|man|men|woman|women|girls?|boys?|guys?|wife|husband|parents?|mother|father|descent|origin|by birth|born|heritage|family)(?!\p{L})/iu

/** How far a person's name may stand from the group. */
const NEAR = 24

/**
 * Whether the text says that a person belongs to the group that `entities[index]` names: "Polish" of a writer, not of a film. The
 * entities are in order and disjoint, so a person near by is a neighbour.
 */
export function isPersonal(text: string, entities: readonly Entity[], index: number): boolean {
  const { start, end } = entities[index]!
  return (
    SAID_OF_SOMEONE.test(text.slice(Math.max(0, start - 50), start)) ||
    OF_SOMEONE.test(text.slice(end, end + 30)) ||
    isPersonNear(entities, index, -1) ||
    isPersonNear(entities, index, 1)
  )
}

function isPersonNear(entities: readonly Entity[], index: number, step: 1 | -1): boolean {
  const { start, end } = entities[index]!
  for (let at = index + step; at >= 0 && at < entities.length; at += step) {
    const other = entities[at]!
    if ((step === 1 ? other.start - end : start - other.end) >= NEAR) return false
    if (other.type === 'PERSON' && other.score >= 0.5) return true
  }
  return false
}
