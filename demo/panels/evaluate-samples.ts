import type { EvaluationTask } from 'tacet/evaluate'

export interface Sample {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<{ readonly default: string }>
}

/** The golden sets of the project; each is loaded when it is chosen. */
export const samples: readonly Sample[] = [
  { id: 'zero-shot', title: 'Zero-shot topics', load: () => import('../../golden/zero-shot.jsonl?raw') },
  { id: 'sentiment', title: 'Sentiment', load: () => import('../../golden/sentiment.jsonl?raw') },
  { id: 'redaction', title: 'Redaction', load: () => import('../../golden/redaction.jsonl?raw') },
  { id: 'similarity', title: 'Similarity of sentences', load: () => import('../../golden/similarity.jsonl?raw') },
  { id: 'retrieval', title: 'Retrieval', load: () => import('../../golden/retrieval.jsonl?raw') },
  { id: 'language', title: 'Language', load: () => import('../../golden/language.jsonl?raw') },
]

/** What to try first for a task; any other model can be named. */
export function suggestedModels(task: EvaluationTask, zeroShot: boolean): readonly string[] {
  if (task === 'classify') return zeroShot ? ['minilm', 'static'] : ['sentiment']
  const models: Readonly<Record<Exclude<EvaluationTask, 'classify'>, readonly string[]>> = {
    embed: ['minilm', 'static'],
    retrieve: ['minilm', 'static'],
    redact: ['rules', 'pii-tagger'],
    label: ['pii-tagger'],
    language: ['language'],
    rerank: [],
    generate: ['compose'],
  }
  return models[task]
}
