globalThis.Worker = class {
  constructor() {
    throw new Error('refused')
  }
} as never
