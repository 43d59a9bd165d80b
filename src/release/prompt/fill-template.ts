import { breakSigns } from '../../answer/template-signs.js'
import type { Message } from '../../shared/tasks.js'
import type { Operand, Path, TemplatePart } from './parse-template.js'

type Variables = Readonly<Record<string, unknown>>

interface Place {
  readonly root: Variables
  readonly here: unknown
  readonly position: Readonly<Record<string, unknown>>
}

/** A piece of a message: the template's own words, or a value. */
interface Piece {
  readonly text: string
  readonly isValue: boolean
}

interface Turn {
  readonly role: Message['role']
  readonly pieces: Piece[]
}

/**
 * Fills the values into a template. Values become pieces of messages: `{{role "system"}}` within a value is plain text, and the signs of
 * chat templates within it are broken. So no value can begin a message.
 */
export function fillTemplate(
  parts: readonly TemplatePart[],
  variables: Variables,
  history: readonly Message[],
): readonly Message[] {
  const turns: (Turn | 'history')[] = [{ role: 'user', pieces: [] }]
  write(parts, { root: variables, here: variables, position: {} }, turns)
  const written = turns.flatMap((turn): (Message | 'history')[] => {
    if (turn === 'history') return [turn]
    const content = contentOf(turn.pieces)
    return content === '' ? [] : [{ role: turn.role, content }]
  })
  if (!turns.includes('history')) {
    // The present question comes after the earlier messages.
    const last = written.at(-1)
    const before = last !== 'history' && last?.role === 'user' ? written.length - 1 : written.length
    written.splice(before, 0, 'history')
  }
  return written.flatMap((turn) => (turn === 'history' ? history : [turn]))
}

function write(parts: readonly TemplatePart[], place: Place, turns: (Turn | 'history')[]): void {
  for (const part of parts) {
    switch (part.type) {
      case 'text':
        add(turns, { text: part.text, isValue: false })
        break
      case 'value':
        add(turns, { text: breakSigns(textOf(valueAt(part.path, place), part)), isValue: true })
        break
      case 'role':
        turns.push({ role: part.role, pieces: [] })
        break
      case 'history':
        turns.push('history', { role: 'user', pieces: [] })
        break
      case 'if':
        write(holds(part.operands, place) === part.negated ? part.otherwise : part.parts, place, turns)
        break
      case 'each': {
        const items = valueAt(part.path, place)
        if (items !== undefined && items !== null && !Array.isArray(items)) {
          throw new TypeError(`The variable \`${part.path.names.join('.')}\` must be a list, got ${typeof items}`)
        }
        const list: readonly unknown[] = items ?? []
        if (list.length === 0) write(part.otherwise, place, turns)
        for (const [index, here] of list.entries()) {
          const position = { index, first: index === 0, last: index === list.length - 1 }
          write(part.parts, { root: place.root, here, position }, turns)
        }
      }
    }
  }
}

function add(turns: (Turn | 'history')[], piece: Piece): void {
  const turn = turns.at(-1)
  if (turn !== undefined && turn !== 'history') turn.pieces.push(piece)
}

/** Only the template's own spaces at the edges go: a value may need its own. */
function contentOf(pieces: readonly Piece[]): string {
  const edges = pieces.map(({ text, isValue }, index) => {
    if (isValue) return text
    const begun = index === 0 ? text.trimStart() : text
    return index === pieces.length - 1 ? begun.trimEnd() : begun
  })
  return edges.join('')
}

function valueAt({ from, names }: Path, place: Place): unknown {
  let value: unknown = from === 'root' ? place.root : from === 'position' ? place.position : place.here
  for (const name of names) {
    // Inherited names, such as `constructor`, are not variables.
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Variables)[name] : undefined
  }
  return value
}

const operandValue = (operand: Operand, place: Place) =>
  'literal' in operand ? operand.literal : valueAt(operand.path, place)

function holds(operands: readonly Operand[], place: Place): boolean {
  const [value, ...others] = operands.map((operand) => operandValue(operand, place))
  if (others.length > 0) return value === others[0]
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function textOf(value: unknown, { path, asJson }: Extract<TemplatePart, { type: 'value' }>): string {
  if (asJson) return JSON.stringify(value) ?? 'null'
  if (value === undefined || value === null) return ''
  if (typeof value === 'object' || typeof value === 'function') {
    const name = path.names.join('.') || 'this'
    throw new TypeError(
      `The variable \`${name}\` must be a text, a number or a boolean. Write {{json ${name}}} for an object`,
    )
  }
  return String(value)
}
