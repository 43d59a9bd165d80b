import type { LoadProgress } from 'tacet'
import type { Trace } from './trace.js'
import type { Traffic } from './traffic.js'

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
  readonly traffic: Traffic
  readonly trace: Trace
  /**
   * Settles once the service worker sees the requests of every worker that starts from then on. Lets a visitor cut off
   * the network; `undefined` where the browser gave no service worker.
   */
  readonly network: Promise<NetworkSwitch | undefined>
}

export interface NetworkSwitch {
  /** Refuses every request to the network, or lets them pass again. Files that are kept are still served. */
  cutOff(wanted: boolean): Promise<void>
  isCutOff(): Promise<boolean>
}

/** The event at the root of a panel whose tab is opened again. */
export const SHOWN = 'panel-shown'

/** One panel of the demo, with its own tab. */
export interface Panel {
  mount(root: HTMLElement, context: DemoContext): void | Promise<void>
}

export interface PanelEntry {
  readonly id: string
  readonly title: string
  load(): Promise<Panel>
  /** The words above these files. @default 'The code for this' */
  readonly codeTitle?: string
  /** Files that do the work of the panel in a few lines. Empty where the panel shows its code itself, or has none. */
  readonly code: readonly (() => Promise<{ readonly default: string }>)[]
}
