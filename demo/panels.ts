import type { PanelEntry } from './panel.js'

/** The journeys, in the order of the tabs; each is loaded when it is opened. */
export const panels: readonly PanelEntry[] = [
  { id: 'redact', title: 'Redact', load: async () => (await import('./panels/redact.js')).redactPanel },
  { id: 'classify', title: 'Classify', load: async () => (await import('./panels/classify.js')).classifyPanel },
  { id: 'search', title: 'Search', load: async () => (await import('./panels/search.js')).searchPanel },
  { id: 'ask', title: 'Ask', load: async () => (await import('./panels/ask.js')).askPanel },
  { id: 'write', title: 'Write', load: async () => (await import('./panels/write.js')).writePanel },
  { id: 'similarity', title: 'Similarity', load: async () => (await import('./panels/similarity.js')).similarityPanel },
  { id: 'evaluate', title: 'Evaluate', load: async () => (await import('./panels/evaluate.js')).evaluatePanel },
]
