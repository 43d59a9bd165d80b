import type { ToolCall, ToolDefinition } from '../../shared/tasks.js'

/** A call of a tool by the browser, which waits for the tool's result. */
interface WaitingCall {
  readonly call: ToolCall
  readonly resolve: (result: string) => void
  readonly reject: (reason: unknown) => void
}

/** A tool in the browser's words. */
interface BrowserTool {
  readonly name: string
  readonly description: string
  readonly inputSchema: object
  readonly execute: (values: unknown) => Promise<string>
}

/**
 * The browser calls tools itself in the middle of an answer, but the caller runs tools between two answers. So a call
 * of the browser waits here until the caller passes the result.
 */
export class ToolBroker {
  readonly tools: readonly BrowserTool[]
  readonly #waiting: WaitingCall[] = []
  #count = 0
  #tell: (() => void) | undefined

  constructor(definitions: readonly ToolDefinition[]) {
    this.tools = definitions.map(({ name, description = name, parameters }) => ({
      name,
      description,
      inputSchema: parameters,
      execute: (values) => this.#wait(name, values),
    }))
  }

  /** Resolves when the browser has called a tool. A model may call several at once, so they are gathered for a moment. */
  async called(): Promise<void> {
    if (this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#tell = resolve
      })
    }
    await new Promise((resolve) => setTimeout(resolve))
  }

  /** The calls that wait, in the order in which they came. */
  get calls(): readonly ToolCall[] {
    return this.#waiting.map(({ call }) => call)
  }

  /** Gives the waiting calls their results, by the ids of the calls. A call that has come since then waits on. */
  answer(results: ReadonlyMap<string, string>): void {
    for (const waiting of this.#waiting.splice(0)) {
      const result = results.get(waiting.call.id)
      if (result === undefined) this.#waiting.push(waiting)
      else waiting.resolve(result)
    }
  }

  /** Ends the waiting calls, because their results will not come. */
  end(reason: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(reason)
  }

  #wait(name: string, values: unknown): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#count += 1
      const call = { id: `call_${this.#count}`, name, arguments: JSON.stringify(values ?? {}) }
      this.#waiting.push({ call, resolve, reject })
      this.#tell?.()
    })
  }
}
