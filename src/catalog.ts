import type { Task } from './tasks.js'

export const catalog: readonly {
  readonly id: string
  readonly tasks: readonly Task[]
  readonly bytes: number
  readonly sha256: string
}[] = [
  {
    id: 'minilm',
    tasks: ['embed'],
    bytes: 22483543,
    sha256: 'd2f7ba0ebe6c327111b0a2fee139db838cd1dfc3dc9271795a7ebdec5c2e1ba6',
  },
]
