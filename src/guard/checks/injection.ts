import { breakSigns } from '../../answer/template-signs.js'
import { normalize } from '../../redact/shared/normalize.js'
import { type Check, type CheckedText, check, type Found } from './check.js'
import { encodedParts, spelledOut } from './disguised-words.js'
import { SIGNALS } from './injection-signals.js'
import { isBarelyMore, toldQuotations } from './quoted-words.js'

/** Signals within this distance count together. Signals farther apart count alone. */
const REACH = 400

/** The signs of chat templates are in a text by accident only where the text is about models. */
const SIGN_WEIGHT = 0.6

interface Hit {
  readonly reason: Found['reason']
  readonly weight: number
  readonly start: number
  readonly end: number
}

/** Finds orders to the model by their wording: attempts to override, to redirect, to extract or to conceal. */
export const injectionRules = (): Check => check(findOrders)

function findOrders(text: CheckedText): Found[] {
  const { plain, foreign } = text
  const open = hitsIn(plain.text, foreign)
  const hits = [...softened(open, plain.text), ...signHits(plain.text)]
  const found = strongest(hits).map(({ start, end, ...rest }) => ({ ...rest, span: plain.toOriginal(start, end) }))
  const decoded = encodedParts(text.text).flatMap(({ start, end, decoded }): Found[] => {
    const [best] = strongest(hitsIn(normalize(decoded).text, foreign))
    // An author who encodes an order wants to hide it.
    return best === undefined
      ? []
      : [{ reason: 'encoded-instruction', score: Math.max(0.8, best.score), span: { start, end } }]
  })
  const spelled = spelledOut(plain.text)
  if (spelled === undefined) return [...found, ...decoded]
  const [best] = strongest(hitsIn(spelled, foreign))
  // The text may have such signs elsewhere, as in an address of a mail. An order that stands there openly is not disguised.
  return best === undefined || best.score <= (strongest(open)[0]?.score ?? 0)
    ? [...found, ...decoded]
    : [...found, ...decoded, { reason: 'encoded-instruction', score: Math.max(0.7, best.score) }]
}

function hitsIn(text: string, foreign: boolean): Hit[] {
  const hits: Hit[] = []
  for (const { reason, weight, pattern, foreignOnly = false } of SIGNALS) {
    if (foreignOnly && !foreign) continue
    for (const { 0: match, index } of text.matchAll(pattern)) {
      hits.push({ reason, weight, start: index, end: index + match.length })
    }
  }
  return hits
}

/** Wordings without their own goal. An attack needs another wording beside them, which keeps its weight. */
const WITHOUT_GOAL: readonly Found['reason'][] = ['instruction-override', 'role-change']

/** Two quoted wordings together stay below the usual threshold, and one beside any other wording is above it. */
const QUOTED_SHARE = 0.4

/**
 * Lowers the weight of a wording that the text only quotes, as a newspaper does when it tells of an attack. A quotation with more in it than
 * such wordings keeps its weight.
 */
function softened(hits: readonly Hit[], text: string): Hit[] {
  const soft = hits.filter(({ reason }) => WITHOUT_GOAL.includes(reason))
  if (soft.length === 0) return [...hits]
  const quotations = toldQuotations(text).filter((quotation) => {
    const inside = soft.filter(({ start, end }) => start >= quotation.start && end <= quotation.end)
    return inside.length > 0 && isBarelyMore(text, quotation, inside)
  })
  return hits.map((hit) =>
    soft.includes(hit) && quotations.some(({ start, end }) => hit.start >= start && hit.end <= end)
      ? { ...hit, weight: hit.weight * QUOTED_SHARE }
      : hit,
  )
}

/** The signs of chat templates in a text. They are where the text first differs from its form with broken signs. */
function signHits(text: string): Hit[] {
  if (!/[<[#|｜]/.test(text)) return []
  const broken = breakSigns(text)
  if (broken === text) return []
  let start = 0
  while (text[start] === broken[start]) start += 1
  return [
    {
      reason: 'template-sign',
      weight: SIGN_WEIGHT,
      start: Math.max(0, start - 1),
      end: Math.min(text.length, start + 20),
    },
  ]
}

interface Group {
  readonly reason: Found['reason']
  readonly score: number
  readonly start: number
  readonly end: number
}

/**
 * The hits as groups of neighbours. Each kind of wording counts once in a group, and the surest one names the group.
 */
function strongest(hits: readonly Hit[]): Group[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start)
  const groups: Hit[][] = []
  for (const hit of sorted) {
    const group = groups.at(-1)
    if (group !== undefined && hit.start - group[0]!.start <= REACH) group.push(hit)
    else groups.push([hit])
  }
  return groups
    .map((group): Group => {
      const byReason = new Map<Found['reason'], number>()
      for (const { reason, weight } of group) byReason.set(reason, Math.max(weight, byReason.get(reason) ?? 0))
      const miss = [...byReason.values()].reduce((product, weight) => product * (1 - weight), 1)
      const [reason] = [...byReason].sort((a, b) => b[1] - a[1])[0]!
      return { reason, score: 1 - miss, start: group[0]!.start, end: Math.max(...group.map(({ end }) => end)) }
    })
    .sort((a, b) => b.score - a.score)
}
