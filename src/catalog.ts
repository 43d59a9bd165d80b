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
    id: 'compose',
    tasks: ['generate'],
    bytes: 5_928_257,
    sha256: '875410fab391d94233cf2e383f4034c720f16baf4f1911bc941b098f2b3b851e',
  },
  {
    id: 'emotion',
    tasks: ['classify'],
    bytes: 171_429,
    sha256: 'd67e3a8357dd74e829b5a6949742c2083d2f0381789c37fdf1cd585b80f208d5',
    base: 'minilm',
  },
  {
    id: 'language',
    tasks: ['language'],
    bytes: 1_391_920,
    sha256: '69a89fd86e200d0ea1202aa028828fe0215cd25fbbb04b8dcd2583050e39915a',
  },
  {
    id: 'minilm',
    tasks: ['embed'],
    bytes: 17_290_970,
    sha256: '55b125230de48c274903d55028d3582a237a99c8d69991806743a5c985709db0',
  },
  {
    id: 'pii-tagger',
    tasks: ['label'],
    bytes: 2_268_135,
    sha256: '2df65a95ccc5a0a62f8f4b3697bc22fcbc21b03672bb39bdb3fae74fc154b53e',
  },
  {
    id: 'prompt-attack',
    tasks: ['classify'],
    bytes: 266_462,
    sha256: 'a2a82c0fab37f9e781af1c74f95b7b56aef69686dd82499b3cafc1eba9c8f3dc',
  },
  {
    id: 'sentiment',
    tasks: ['classify'],
    bytes: 4_998_699,
    sha256: '89de5631e5cb0a3709d93f2d5df4c273ce94115854eff869e9d064c5e84e0839',
  },
  {
    id: 'spam',
    tasks: ['classify'],
    bytes: 264_568,
    sha256: '038588f9f2e27306da4f965ad1f776c493335bedc5901f8a1435badb94f3854d',
  },
  {
    id: 'static',
    tasks: ['embed'],
    bytes: 7_569_916,
    sha256: '748c533af9f595a23725d9eaf6a307c05fa2eeb49c91457f8c9a795d080e7e9c',
  },
  {
    id: 'topic',
    tasks: ['classify'],
    bytes: 531_019,
    sha256: '0185cab90e3eba61867db2742f6b8be926f80db55e4de690b55ef2eded0b5dbb',
  },
  {
    id: 'toxicity',
    tasks: ['classify'],
    bytes: 264_356,
    sha256: '824ebae27af65de1012c44a5c5aa45f85f5a4db6ad498d32601faa12061981ec',
  },
]
