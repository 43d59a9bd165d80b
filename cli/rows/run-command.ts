import { WrongUse } from './pool.js'

/** Runs a command. Wrong use is an error with the usage, and the exit code 2. */
export async function runCommand(usage: string, args: string[], work: () => Promise<number>): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    console.error(error.message)
    console.error('--help lists the options.')
    return 2
  }
}
