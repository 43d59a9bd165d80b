// Written by scripts/catalog.mjs: each digest pins a manifest, and the manifest every byte of its model.
import type { Task } from '../shared/tasks.js'

/** A model that this version of the package knows. */
export interface CatalogEntry {
  /** The model's package is `@tacet/<id>`. */
  readonly id: string
  /** The version of the package that holds this manifest. */
  readonly version: string
  /** What the model can do. */
  readonly tasks: readonly Task[]
  /** The manifest and all files that it lists. */
  readonly bytes: number
  /** Of the manifest. */
  readonly sha256: string
  /** The model whose output this one reads. */
  readonly base?: string
}

/** The models that this version of the package knows, by id. */
export const catalog: readonly CatalogEntry[] = [
  {
    id: 'compose',
    version: '0.2.0',
    tasks: ['generate'],
    bytes: 5_928_257,
    sha256: '875410fab391d94233cf2e383f4034c720f16baf4f1911bc941b098f2b3b851e',
  },
  {
    id: 'e5-small',
    version: '0.2.0',
    tasks: ['embed'],
    bytes: 35_680_440,
    sha256: 'b4d52c5a484a7e72836ffac0cedd444af95e567e7c7aed31f705d8c9e4cc4d40',
  },
  {
    id: 'emotion',
    version: '0.2.0',
    tasks: ['classify'],
    bytes: 171_475,
    sha256: '47227c5a74382cc99ef830688c8bff8f50fb5e56dfd3b1456a1b2bd43e9015b6',
    base: 'minilm',
  },
  {
    id: 'language',
    version: '0.2.0',
    tasks: ['language'],
    bytes: 2_597_621,
    sha256: '006d744971a063cd7b3f1a83f70def318279cf549258cee439438b694d6f1d81',
  },
  {
    id: 'minilm',
    version: '0.2.0',
    tasks: ['embed'],
    bytes: 17_290_970,
    sha256: '55b125230de48c274903d55028d3582a237a99c8d69991806743a5c985709db0',
  },
  {
    id: 'pii-tagger',
    version: '0.2.0',
    tasks: ['label'],
    bytes: 3_701_635,
    sha256: 'b325a3e5c12066952a5e3abd6478bee284634066691f374ecaebd9cdfd51137e',
  },
  {
    id: 'prompt-attack',
    version: '0.2.0',
    tasks: ['classify'],
    bytes: 266_707,
    sha256: '9a312818b34875400074c8d594bb70bb06da89223beaf4387fe5ffa2fc64c240',
  },
  {
    id: 'prompt-attack-encoder',
    version: '0.2.0',
    tasks: ['classify'],
    bytes: 5_744_980,
    sha256: 'e1677a5b60a70461c312a85e7e607d48c8f0357839a3e837ab61383e13b5afb3',
  },
  {
    id: 'reranker',
    version: '0.2.0',
    tasks: ['rerank'],
    bytes: 19_288_219,
    sha256: '1a9165aa4a799b8257eb2440e27c33782e08de54339dff156d062d978d10790b',
  },
  {
    id: 'reranker-small',
    version: '0.2.0',
    tasks: ['rerank'],
    bytes: 9_955_192,
    sha256: 'e327aa1ae2c5a0dd50dcb9b2c762be296df5d69ab355029aba4091d6b1e06fe6',
  },
  {
    id: 'sentiment',
    version: '0.2.0',
    tasks: ['classify'],
    bytes: 5_418_608,
    sha256: 'b67fad3959fb82a700d9acc117274ab3f6044f4fae76e9ae566900028dbb6564',
  },
  {
    id: 'spam',
    version: '0.2.0',
    tasks: ['classify'],
    bytes: 265_035,
    sha256: '782c7aa7ed147e5db15895df663c3d50f0b0d9ba9894a3c6c5040eb8dc1983d7',
  },
  {
    id: 'static',
    version: '0.2.0',
    tasks: ['embed'],
    bytes: 7_569_916,
    sha256: '748c533af9f595a23725d9eaf6a307c05fa2eeb49c91457f8c9a795d080e7e9c',
  },
  {
    id: 'static-multilingual',
    version: '0.2.0',
    tasks: ['embed'],
    bytes: 11_376_419,
    sha256: '52819c7b625d1471c547bd07fa0b7c51ef79bcc9b4e3fbaace681b461a4a7b6c',
  },
  {
    id: 'topic',
    version: '0.2.0',
    tasks: ['classify'],
    bytes: 531_104,
    sha256: 'ee83b56408f4ab50d18ab1a5f9507deccc26b44895b2ad42d7e35ffcf9ab8e0e',
  },
  {
    id: 'toxicity',
    version: '0.2.0',
    tasks: ['classify'],
    bytes: 5_416_562,
    sha256: '40911c32257d4917353eed1486df9219e43db2caa3abc7558a6876f1fc2be153',
  },
]
