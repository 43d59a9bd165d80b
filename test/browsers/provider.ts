import { defineBrowserProvider } from '@vitest/browser'
import type { BrowserProvider, TestProject } from 'vitest/node'
import { type BrowserProcess, startBrowser } from './browser-process.js'

class InstalledBrowser implements BrowserProvider {
  readonly name = 'installed'
  readonly supportsParallelism = false
  #running: BrowserProcess | undefined

  constructor(
    private readonly project: TestProject,
    private readonly program: string,
  ) {}

  getCommandsContext(): Record<string, unknown> {
    return {}
  }

  async openPage(_session: string, address: string): Promise<void> {
    await this.close()
    this.#running = startBrowser(this.project.config.browser.name, this.program, address)
  }

  async close(): Promise<void> {
    await this.#running?.close()
    this.#running = undefined
  }
}

/**
 * Runs tests in an installed browser, started as by a user and without a driver, so it behaves as for visitors. Tests
 * that steer the browser from outside cannot run here.
 */
export const installedBrowser = (program: string) =>
  defineBrowserProvider({
    name: 'installed',
    options: {},
    supportedBrowser: ['firefox', 'webkit'],
    providerFactory: (project) => new InstalledBrowser(project, program),
  })
