import { availability, type Task } from 'tacet'
import { type Dataset, type EvaluationTask, RULES } from 'tacet/evaluate'

export interface Sample {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<{ readonly default: string }>
}

/** The golden sets of the project. Each set loads when it is chosen. */
export const samples: readonly Sample[] = [
  { id: 'zero-shot', title: 'Topics without training', load: () => import('../../golden/zero-shot.jsonl?raw') },
  { id: 'sentiment', title: 'Sentiment', load: () => import('../../golden/sentiment.jsonl?raw') },
  { id: 'redaction', title: 'Redaction', load: () => import('../../golden/redaction.jsonl?raw') },
  { id: 'similarity', title: 'Similarity of sentences', load: () => import('../../golden/similarity.jsonl?raw') },
  { id: 'retrieval', title: 'Retrieval', load: () => import('../../golden/retrieval.jsonl?raw') },
  { id: 'language', title: 'Language', load: () => import('../../golden/language.jsonl?raw') },
]

/** These models compare meanings: they sort under any labels, and have no labels of their own. */
const ZERO_SHOT = ['minilm', 'static', 'static-multilingual', 'e5-small']

/** The models to try first for a task. The visitor can name any other model. */
export async function suggestedModels({ header }: Dataset): Promise<readonly string[]> {
  const { task, candidates } = header
  const models =
    task === 'classify' ? (candidates === undefined ? ['sentiment', ...ZERO_SHOT] : ZERO_SHOT) : MODELS[task]
  const usable = await Promise.all(
    models.map(async (model) => model === RULES || (await availability(TASKS[task], { model })) !== 'unavailable'),
  )
  return models.filter((_, index) => usable[index])
}

/** The labels to offer to a model without labels of its own: the labels in the rows. */
export function candidatesFor(dataset: Dataset, model: string): readonly string[] | undefined {
  if (dataset.header.candidates !== undefined || dataset.shape !== 'labels') return dataset.header.candidates
  return ZERO_SHOT.includes(model) ? [...new Set(dataset.rows.flatMap(({ label }) => label))].sort() : undefined
}

/** The task that a model must be able to do. */
const TASKS: Readonly<Record<EvaluationTask, Task>> = {
  embed: 'embed',
  retrieve: 'embed',
  classify: 'classify',
  redact: 'label',
  label: 'label',
  language: 'language',
  rerank: 'rerank',
  generate: 'generate',
  summarize: 'embed',
}

const MODELS: Readonly<Record<Exclude<EvaluationTask, 'classify'>, readonly string[]>> = {
  embed: ['minilm', 'static', 'static-multilingual', 'e5-small'],
  retrieve: ['minilm', 'static', 'static-multilingual', 'e5-small'],
  redact: [RULES, 'pii-tagger'],
  label: ['pii-tagger'],
  language: ['language'],
  rerank: ['reranker', 'reranker-small'],
  generate: ['compose'],
  summarize: ['minilm', 'static', 'e5-small'],
}
