import type { LoadProgress } from 'tacet'

/** What a journey of the demo gets from the page around it. */
export interface DemoContext {
  /**
   * Creates a model while the model bar shows how far it is. A failure is shown there too, and thrown; the button beside
   * it calls `again`.
   */
  load<T>(
    name: string,
    create: (options: { onProgress: (progress: LoadProgress) => void }) => Promise<T>,
    again: () => void,
  ): Promise<T>
  /** Runs something and shows beside the model how long it took. */
  timed<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** One journey: a tab of its own. */
export interface Panel {
  mount(root: HTMLElement, context: DemoContext): void | Promise<void>
}

export interface PanelEntry {
  readonly id: string
  readonly title: string
  load(): Promise<Panel>
  /** Files that do what the panel does, in a few lines. */
  readonly code: readonly (() => Promise<{ readonly default: string }>)[]
}
