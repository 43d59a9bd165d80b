// Written by scripts/catalog.mjs: each digest pins a manifest, and the manifest every byte of its model.
import type { Task } from './tasks.js'

export interface CatalogEntry {
  /** Also the name of the model's folder. */
  readonly id: string
  readonly tasks: readonly Task[]
  /** The manifest and all files that it lists. */
  readonly bytes: number
  /** Of the manifest. */
  readonly sha256: string
  /** The model whose output this one reads. */
  readonly base?: string
}

export const catalog: readonly CatalogEntry[] = [
  {
    id: 'language',
    tasks: ['language'],
    bytes: 1_391_920,
    sha256: 'e306163a459e7adedb472ddb12203e0da55e90b42189a71b094142adc98da832',
  },
  {
    id: 'minilm',
    tasks: ['embed'],
    bytes: 22_484_700,
    sha256: 'd2f7ba0ebe6c327111b0a2fee139db838cd1dfc3dc9271795a7ebdec5c2e1ba6',
  },
  {
    id: 'pii-tagger',
    tasks: ['label'],
    bytes: 2_276_676,
    sha256: '4b891ccd99e42eb5367fe3112d15d6841f2da1627cc050dd8371c51825e91011',
  },
]
