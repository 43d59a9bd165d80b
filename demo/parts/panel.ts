import type { LoadProgress } from 'tacet'

/** The functions that the page gives to a panel of the demo. */
export interface DemoContext {
  /**
   * Creates a model while the model bar shows its progress. A failure is shown there too, and thrown. The button beside
   * it calls `again`.
   */
  load<T>(
    name: string,
    create: (options: { onProgress: (progress: LoadProgress) => void }) => Promise<T>,
    again: () => void,
  ): Promise<T>
  /** Runs `work` and shows its duration beside the model. */
  timed<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** One panel of the demo, with a tab of its own. */
export interface Panel {
  mount(root: HTMLElement, context: DemoContext): void | Promise<void>
}

export interface PanelEntry {
  readonly id: string
  readonly title: string
  load(): Promise<Panel>
  /** Files that do the work of the panel in a few lines. */
  readonly code: readonly (() => Promise<{ readonly default: string }>)[]
}
