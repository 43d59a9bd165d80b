import type { PanelEntry } from './panel.js'

/** The journeys, in the order of the tabs; each is loaded when it is opened. */
export const panels: readonly PanelEntry[] = [
  { id: 'classify', title: 'Classify', load: async () => (await import('./panels/classify.js')).classifyPanel },
  { id: 'similarity', title: 'Similarity', load: async () => (await import('./panels/similarity.js')).similarityPanel },
  { id: 'redact', title: 'Redact', load: async () => (await import('./panels/redact.js')).redactPanel },
  { id: 'evaluate', title: 'Evaluate', load: async () => (await import('./panels/evaluate.js')).evaluatePanel },
]
