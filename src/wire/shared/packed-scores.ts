import type { LabelScore, Task, TaskMap } from '../../shared/tasks.js'

/**
 * The scores of many texts in flat arrays. Cloning a message costs time for each object in it, and a list of short texts
 * has more candidates than characters: the copy of a thousand words would take as long as identifying their languages.
 */
interface PackedScores {
  /** Each label once. */
  readonly labels: readonly string[]
  /** How many scores each text has. */
  readonly lengths: Uint32Array
  /** The place of each label in `labels`, text after text. */
  readonly places: Uint32Array
  readonly scores: Float64Array
}

/** An answer with packed scores, and with the rest of the answer. */
interface PackedOutput extends Partial<Omit<TaskMap['classify']['output'], 'scores'>> {
  readonly packed: PackedScores
}

/** An answer as it travels between the worker and the page. */
export type WireOutput<T extends Task> = TaskMap[T]['output'] | PackedOutput

/** Packs the label scores of an answer. Every other answer stays as it is. */
export function packScores<T extends Task>(task: T, output: TaskMap[T]['output']): WireOutput<T> {
  if (task !== 'language' && task !== 'classify') return output
  const { scores: rows, ...rest } = output as TaskMap['language' | 'classify']['output']
  const count = rows.reduce((sum, row) => sum + row.length, 0)
  const placeOf = new Map<string, number>()
  const lengths = Uint32Array.from(rows, (row) => row.length)
  const places = new Uint32Array(count)
  const scores = new Float64Array(count)
  let index = 0
  for (const row of rows) {
    for (const { label, score } of row) {
      let place = placeOf.get(label)
      if (place === undefined) {
        place = placeOf.size
        placeOf.set(label, place)
      }
      places[index] = place
      scores[index] = score
      index += 1
    }
  }
  return { ...rest, packed: { labels: [...placeOf.keys()], lengths, places, scores } }
}

/** Turns a packed answer into the answer that the task promises. */
export function unpackScores<T extends Task>(output: WireOutput<T>): TaskMap[T]['output'] {
  if (!('packed' in output)) return output
  const { packed, ...rest } = output
  let index = 0
  const scores = Array.from(packed.lengths, (length) => {
    const row: LabelScore[] = new Array(length)
    for (let rank = 0; rank < length; rank++, index++) {
      row[rank] = {
        label: packed.labels[packed.places[index] as number] as string,
        score: packed.scores[index] as number,
      }
    }
    return row
  })
  return { ...rest, scores } as TaskMap[T]['output']
}
