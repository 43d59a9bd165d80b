import { redactPanel } from './panels/redact.js'
import type { PanelEntry } from './parts/panel.js'

/**
 * The panels, in the order of the tabs. The first comes with the page, because nearly all visitors see it: a file of its
 * own would be asked for a round trip later. Each other panel loads when its tab is opened, and its code when a visitor
 * opens it.
 */
export const panels: readonly PanelEntry[] = [
  {
    id: 'redact',
    title: 'Redact',
    load: async () => redactPanel,
    codeTitle: 'The code that asks a server and restores its answer while it arrives',
    code: [() => import('../test/browser/journeys/redact.ts?raw')],
  },
  {
    id: 'proof',
    title: 'Proof',
    load: async () => (await import('./panels/proof.js')).proofPanel,
    code: [],
  },
  {
    id: 'classify',
    title: 'Classify',
    load: async () => (await import('./panels/classify.js')).classifyPanel,
    code: [],
  },
  {
    id: 'learn',
    title: 'Learn',
    load: async () => (await import('./panels/learn.js')).learnPanel,
    code: [() => import('./code/teach.ts?raw')],
  },
  {
    id: 'search',
    title: 'Search',
    load: async () => (await import('./panels/search.js')).searchPanel,
    code: [],
  },
  {
    id: 'ask',
    title: 'Ask',
    load: async () => (await import('./panels/ask.js')).askPanel,
    code: [],
  },
  {
    id: 'guard',
    title: 'Guard',
    load: async () => (await import('./panels/guard.js')).guardPanel,
    code: [() => import('./code/check.ts?raw')],
  },
  {
    id: 'write',
    title: 'Write',
    load: async () => (await import('./panels/write.js')).writePanel,
    codeTitle: 'The code that offers words',
    code: [() => import('./code/suggest.ts?raw')],
  },
  {
    id: 'evaluate',
    title: 'Check our claims',
    load: async () => (await import('./panels/evaluate.js')).evaluatePanel,
    code: [() => import('./code/measure.ts?raw')],
  },
  {
    id: 'race',
    title: 'Race',
    load: async () => (await import('./panels/race.js')).racePanel,
    code: [],
  },
  {
    id: 'trace',
    title: 'Trace',
    load: async () => (await import('./panels/trace.js')).tracePanel,
    code: [() => import('./code/watch.ts?raw')],
  },
  {
    id: 'similarity',
    title: 'Similarity',
    load: async () => (await import('./panels/similarity.js')).similarityPanel,
    code: [() => import('./code/compare.ts?raw')],
  },
]
