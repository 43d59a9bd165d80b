import type { Recipe } from '../recipe.js'
import { Expression, toCode, withSignal } from '../to-code.js'

export interface AskSettings {
  /** The model that reads the documents. */
  readonly embedder: string
  /** Whether the documents stay in the browser. */
  readonly persist: boolean
  readonly answers: AskAnswers
}

export type AskAnswers =
  /** Sentences of the documents, word for word. */
  | { readonly type: 'documents' }
  /** A model in a folder on the site. */
  | { readonly type: 'device'; readonly model: string }
  | { readonly type: 'server'; readonly url: string; readonly model: string }
  | { readonly type: 'device-first'; readonly model: string; readonly url: string; readonly serverModel: string }

/** Answers questions from documents, as the panel Ask does with these settings. */
export function askRecipe({ embedder, persist, answers }: AskSettings): Recipe {
  const generator = generatorCode(answers)
  const kept = toCode({ embedder: new Expression('embedder'), persist: persist ? undefined : false })
  const closed = ['documents', 'embedder', ...(generator === undefined ? [] : ['generator'])]
  return {
    name: 'ask',
    input: 'question',
    models: [embedder],
    imports: {
      tacet: [
        'answer',
        'createEmbedder',
        ...(generator === undefined
          ? []
          : ['createGenerator', ...(answers.type === 'device-first' ? ['defaultEngine'] : [])]),
      ],
      'tacet/documents': ['openDocuments'],
      ...(generator?.includes('serverEngine') ? { 'tacet/engines': ['serverEngine'] } : {}),
      'tacet/guard': ['createGuard', 'defaultGuardPolicy'],
      ...(generator?.includes('createRedactor') ? { 'tacet/redact': ['createRedactor'] } : {}),
    },
    setup: `const PAGES = [{ id: 'warranty', text: 'The warranty lasts 24 months. Batteries are covered for 6 months only.' }]

const guard = createGuard(defaultGuardPolicy)

async function openHandbook() {
  const embedder = await createEmbedder(${toCode({ model: embedder })})
  const documents = await openDocuments('handbook', ${kept})
  await documents.put(PAGES)
${generator === undefined ? '' : `${generator}\n`}  return {
    documents,${generator === undefined ? '' : '\n    generator,'}
    async close() {
${closed.map((name) => `      await ${name}.close()\n`).join('')}    },
  }
}`,
    model: { name: 'handbook', create: 'openHandbook' },
    work: {
      type: 'stream',
      code: `answer(question, ${withSignal({
        documents: new Expression('handbook.documents'),
        generator: generator === undefined ? undefined : new Expression('handbook.generator'),
        guard: new Expression('guard'),
        limit: 3,
      })})`,
      result: 'Answer',
    },
  }
}

function generatorCode(answers: AskAnswers): string | undefined {
  if (answers.type === 'documents') return undefined
  if (answers.type === 'device')
    return `  const generator = await createGenerator(${toCode({ model: answers.model }, '  ')})`
  const { url, model } = answers
  const serverModel = answers.type === 'server' ? model : answers.serverModel
  const server = toCode(
    { url: serverAddress(url), model: serverModel, redactor: new Expression("createRedactor({ locales: 'all' })") },
    '  ',
  )
  const engines = answers.type === 'server' ? '[server]' : '[defaultEngine(), server]'
  return `  // The server gets placeholders in place of personal data, and the reader gets the values back.
  const server = serverEngine(${server})
  const generator = await createGenerator(${toCode({ engines: new Expression(engines), model })})`
}

/** A relative address means a server beside the page. */
function serverAddress(url: string): unknown {
  return /^\w+:/.test(url) ? url : new Expression(`new URL(${toCode(url)}, document.baseURI)`)
}
