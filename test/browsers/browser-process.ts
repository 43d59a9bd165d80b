import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The command that opens a browser at an address. */
interface Start {
  readonly program: string
  readonly parameters: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * At its start Firefox sends many requests to its maker's servers. A test needs none of them, and the machine may have
 * no network.
 */
const FIREFOX_PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.ipc.processHangMonitor': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
}

const starts: Readonly<Record<string, (program: string, profile: string, address: string) => Start>> = {
  firefox(program, profile, address) {
    const lines = Object.entries(FIREFOX_PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    )
    writeFileSync(join(profile, 'user.js'), lines.join('\n'))
    return { program, parameters: ['--headless', '--no-remote', '--profile', profile, address] }
  },
  webkit(program, profile, address) {
    // WebKitGTK has no headless mode, so it draws on a virtual screen in memory.
    return {
      program: 'xvfb-run',
      parameters: ['-a', program, address],
      environment: {
        HOME: profile,
        // There is no graphics device behind that screen.
        WEBKIT_DISABLE_DMABUF_RENDERER: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
      },
    }
  },
}

export interface BrowserProcess {
  close(): Promise<void>
}

/** Opens an address in its own browser, with a fresh profile that is removed with it. */
export function startBrowser(name: string, program: string, address: string): BrowserProcess {
  const start = starts[name]
  if (start === undefined) throw new TypeError(`\`name\` must be one of ${Object.keys(starts).join(', ')}, got ${name}`)
  const profile = mkdtempSync(join(tmpdir(), `tacet-${name}-`))
  const { program: command, parameters, environment = {} } = start(program, profile, address)
  // A process group, because a browser is many processes, and all of them must end.
  const child = spawn(command, parameters, { stdio: 'ignore', detached: true, env: { ...process.env, ...environment } })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return {
    async close() {
      endGroup(child)
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group has ended already.
  }
}
