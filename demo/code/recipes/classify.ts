import type { LabelledText, Threshold } from 'tacet'
import type { Recipe } from '../recipe.js'
import { toCode, withSignal } from '../to-code.js'

export interface ClassifySettings {
  readonly labels: ClassifyLabels
  readonly threshold: Threshold
}

export type ClassifyLabels =
  | { readonly type: 'own'; readonly labels: readonly string[]; readonly several: boolean }
  | { readonly type: 'learnt'; readonly examples: readonly LabelledText[] }
  | { readonly type: 'model'; readonly model: string }

/** With more examples the code would be hard to find. */
const SHOWN_EXAMPLES = 20

/** Sorts a text under labels, as the panel Classify does with these settings. */
export function classifyRecipe({ labels, threshold }: ClassifySettings): Recipe {
  const options = withSignal({ threshold: threshold === 'balanced' ? undefined : threshold })
  const work = {
    type: 'call',
    code: `classifier.classify(text, ${options})`,
    shown: "result.accepted.join(', ') || 'none of these'",
    note: '`accepted` is empty where no label fits; `scores` has all labels.',
  } as const
  const common = { name: 'classify', input: 'text', work } as const
  if (labels.type === 'learnt') return { ...common, ...learnt(labels.examples) }
  const created =
    labels.type === 'model'
      ? { model: labels.model }
      : { labels: labels.labels, multiLabel: labels.several ? true : undefined }
  return {
    ...common,
    models: [labels.type === 'model' ? labels.model : 'minilm'],
    imports: { tacet: ['createClassifier'] },
    model: { name: 'classifier', create: 'createClassifier', options: toCode(created) },
  }
}

function learnt(examples: readonly LabelledText[]): Omit<Recipe, 'name' | 'input' | 'work'> {
  const rows = examples.slice(0, SHOWN_EXAMPLES).map(({ text, label }) => `  ${toCode({ text, label })},\n`)
  const more = examples.length - rows.length
  const rest = more > 0 ? `  // … and ${more} more\n` : ''
  return {
    models: ['minilm'],
    imports: { tacet: ['createEmbedder', 'trainClassifier'] },
    setup: `const EXAMPLES = [
${rows.join('')}${rest}]

/** Learns in well under a second. \`export()\` of the classifier gives JSON that \`importClassifier\` reads. */
async function learnFromExamples() {
  const embedder = await createEmbedder()
  const classifier = await trainClassifier(EXAMPLES, { embedder })
  return {
    ...classifier,
    close: async () => {
      await classifier.close()
      await embedder.close()
    },
  }
}`,
    model: { name: 'classifier', create: 'learnFromExamples' },
  }
}
