import { packageVersion } from './packages/package-root.js'

/** A command of the `tacet` program. The code of a command is loaded only when the command runs. */
interface Command {
  readonly summary: string
  load(): Promise<{ run(args: string[]): Promise<number> }>
}

const COMMANDS: Readonly<Record<string, Command>> = {
  evaluate: {
    summary: 'measure a model on a dataset, compare runs, write a report',
    load: () => import('./evaluate/command.js'),
  },
  redact: { summary: 'hide personal data in files of rows', load: () => import('./rows/redact-command.js') },
  classify: { summary: 'label the rows of files', load: () => import('./rows/classify-command.js') },
  embed: { summary: 'add vectors to the rows of files', load: () => import('./rows/embed-command.js') },
  serve: { summary: 'serve a model over the OpenAI protocol', load: () => import('./serve/command.js') },
  'copy-assets': {
    summary: 'copy the installed models into a folder that your app serves',
    load: () => import('./copy-assets.js'),
  },
  'import-map': {
    summary: 'print the lines for the head of a page without a bundler',
    load: () => import('./import-map.js'),
  },
}

/** Runs `tacet <command> …` and returns the exit code. */
export async function run([name, ...rest]: string[]): Promise<number> {
  if (name === '--version' || name === '-v') {
    console.log(packageVersion())
    return 0
  }
  const command = name === undefined ? undefined : COMMANDS[name]
  if (command === undefined) {
    const asked = name === undefined || name === '--help' || name === 'help'
    if (!asked) console.error(`There is no command ${name}.\n`)
    console.log('Usage: tacet <command> [options]\n')
    for (const [each, { summary }] of Object.entries(COMMANDS)) console.log(`  ${each.padEnd(12)} ${summary}`)
    return asked ? 0 : 2
  }
  try {
    const { run: runCommand } = await command.load()
    return await runCommand(rest)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}
