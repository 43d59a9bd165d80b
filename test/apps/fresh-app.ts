import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'
import { expect } from 'vitest'
import { installTacet } from './packed.js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export interface FreshApp {
  readonly folder: string
  /** Runs a program of the app to its end. If the program fails, throws an error with its output. */
  run(program: string, parameters: readonly string[], environment?: Readonly<Record<string, string>>): string
  /** Starts a server and waits for the address that it prints. */
  start(
    program: string,
    parameters: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<RunningServer>
}

interface RunningServer extends AsyncDisposable {
  readonly url: string
}

// Outside of this project, because bundlers look upwards for settings and packages, and would find this project's own.
const apps = join(tmpdir(), `tacet-apps-${createHash('sha256').update(here('.')).digest('hex').slice(0, 8)}`)

/**
 * A fresh copy of the app in `test/apps/<name>/`, with the packages of its lock, the packed tacet and two models, and the
 * journeys of the documents as sources of its own. Only its packages are kept from run to run.
 */
export async function freshApp(name: string): Promise<FreshApp> {
  const folder = emptied(join(apps, name))
  cpSync(here(name), folder, { recursive: true })
  installPackages(folder)
  installTacet(folder, ['minilm', 'compose'])
  await writeJourneys(join(folder, 'journeys'))
  return appIn(folder, name)
}

/**
 * A fresh copy of the app in `examples/<name>/`, with its packages, the packed tacet and these models. The packages have their lock
 * in `test/apps/example-locks/<name>/`, because a lock that names tacet could only be made after tacet was published.
 */
export function freshExample(name: string, models: readonly string[]): FreshApp {
  const folder = emptied(join(apps, 'examples', name))
  cpSync(here(`../../examples/${name}`), folder, {
    recursive: true,
    filter: (path) => basename(path) !== 'node_modules',
  })
  const shared = here('../../examples/proxy.mjs')
  cpSync(shared, join(folder, '..', basename(shared)))
  const { dependencies, devDependencies } = packageOf(folder)
  cpSync(here(`example-locks/${name}`), folder, { recursive: true })
  const locked = packageOf(folder)
  // The user installs the versions of the example, so the test has to use the same.
  expect({ ...locked.dependencies, ...locked.devDependencies }).toEqual(
    Object.fromEntries(
      Object.entries({ ...dependencies, ...devDependencies }).filter(([each]) => !/^(@tacet\/|tacet$)/.test(each)),
    ),
  )
  installPackages(folder)
  installTacet(folder, models)
  return appIn(folder, name)
}

/** The folder, emptied except for the packages of an earlier run. */
function emptied(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder)) {
    if (old !== 'node_modules') rmSync(join(folder, old), { recursive: true })
  }
  return folder
}

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const packageOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile

function appIn(folder: string, name: string): FreshApp {
  const options = (environment: Readonly<Record<string, string>> = {}) => ({
    cwd: folder,
    // Vitest's own NODE_ENV would make production builds of some frameworks fail.
    env: { ...process.env, NODE_ENV: undefined, NO_COLOR: '1', FORCE_COLOR: undefined, CI: '1', ...environment },
  })
  const command = (program: string) => join(folder, 'node_modules/.bin', program)
  return {
    folder,
    run(program, parameters, environment) {
      const shell = process.platform === 'win32'
      // npm would have linked the package's own program too.
      const own = join(folder, 'node_modules/tacet/bin/tacet.mjs')
      const programs: Readonly<Record<string, readonly [string, readonly string[]]>> = {
        tacet: [process.execPath, [own, ...parameters]],
        node: [process.execPath, parameters],
      }
      const [file, args] = programs[program] ?? [command(program), parameters]
      const done = spawnSync(file, args, { ...options(environment), encoding: 'utf8', shell })
      const output = `${done.stdout}${done.stderr}`
      if (done.error !== undefined) throw done.error
      if (done.status !== 0) throw new Error(`${program} ${parameters.join(' ')} failed in ${name}:\n${output}`)
      return output
    },
    async start(program, parameters, environment) {
      const server = spawn(program === 'node' ? process.execPath : command(program), parameters, {
        ...options(environment),
        stdio: ['ignore', 'pipe', 'pipe'],
        // A separate group, so that the processes that it starts end with it.
        detached: process.platform !== 'win32',
      })
      const url = await printedAddress(server)
      await answering(url)
      return { url, [Symbol.asyncDispose]: () => end(server) }
    },
  }
}

function installPackages(folder: string): void {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  const installed = join(folder, 'node_modules/.installed')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return
  const { status, stderr } = spawnSync(
    'npm',
    ['ci', '--no-fund', '--no-audit', '--prefer-offline', '--loglevel=error'],
    {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  if (status !== 0) throw new Error(`The packages of ${folder} could not be installed from the registry: ${stderr}`)
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(installed, lock)
}

/** As JavaScript, because not every bundler reads TypeScript without settings. */
async function writeJourneys(folder: string): Promise<void> {
  const journeys = here('../browser/journeys/')
  const sources = readdirSync(journeys).map((name) => join(journeys, name))
  mkdirSync(folder, { recursive: true })
  for (const source of [...sources, here('run-journeys.ts')]) {
    const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source, { sourcemap: false })
    writeFileSync(join(folder, `${basename(source, '.ts')}.js`), code.replaceAll('../browser/journeys/', './'))
  }
}

function printedAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: unknown) => {
      output += String(chunk)
      const [address] = /http:\/\/(?:127\.0\.0\.1|localhost):\d+\/?\S*/.exec(output) ?? []
      if (address !== undefined) resolve(address.endsWith('/') ? address : `${address}/`)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.on('error', reject)
    server.on('exit', () => reject(new Error(`The server ended before it printed its address: ${output}`)))
  })
}

/** Some servers print their address before they listen. */
async function answering(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await fetch(url, { method: 'HEAD' })
      return
    } catch (error) {
      if (tries === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  if (process.platform === 'win32') server.kill()
  else process.kill(-server.pid, 'SIGTERM')
  await ended
}
