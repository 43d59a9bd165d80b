import type { PanelEntry } from './parts/panel.js'

/**
 * The panels, in the order of the tabs. Each panel loads when its tab is opened, and its code when a visitor opens
 * it.
 */
export const panels: readonly PanelEntry[] = [
  {
    id: 'redact',
    title: 'Redact',
    load: async () => (await import('./panels/redact.js')).redactPanel,
    code: [() => import('./code/hide.ts?raw')],
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
    code: [() => import('../test/browser/journeys/classify.ts?raw'), () => import('./code/learn.ts?raw')],
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
    code: [() => import('../test/browser/journeys/search.ts?raw')],
  },
  {
    id: 'ask',
    title: 'Ask',
    load: async () => (await import('./panels/ask.js')).askPanel,
    code: [
      () => import('../test/browser/journeys/answer.ts?raw'),
      () => import('../test/browser/journeys/redact.ts?raw'),
    ],
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
    code: [() => import('./code/suggest.ts?raw'), () => import('../test/browser/journeys/generate.ts?raw')],
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
