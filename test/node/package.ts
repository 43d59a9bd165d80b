import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

const built = (file: string) => pathToFileURL(`${root}dist/src/${file}`).href

/** The built package: threads run built files, so these tests need the build. */
export const tacet = (await import(/* @vite-ignore */ built('index.js'))) as typeof import('../../src/index.js')
export const engines = (await import(
  /* @vite-ignore */ built('engines/index.js')
)) as typeof import('../../src/engines/index.js')

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly errors: string
}

/** Runs a program of Node until it ends by itself. */
export function runProgram(
  args: readonly string[],
  { input = '', cwd = root, env = {} }: { input?: string; cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const program = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } })
  let out = ''
  let errors = ''
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  program.stdin.on('error', () => {})
  program.stdin.end(input)
  return new Promise((resolve) => program.on('close', (code) => resolve({ code, out, errors })))
}

/** Runs the code of a module that imports the built package. */
export async function runModule(code: string, options: { readonly cwd?: string } = {}): Promise<Ended> {
  const folder = mkdtempSync(join(root, '.cache/program-'))
  try {
    const file = join(folder, 'program.mjs')
    writeFileSync(
      file,
      code.replaceAll(
        /from 'tacet(?:\/(\w+))?'/g,
        (_, entry = '') => `from '${built(`${entry === '' ? '' : `${entry}/`}index.js`)}'`,
      ),
    )
    return await runProgram([file], options)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
