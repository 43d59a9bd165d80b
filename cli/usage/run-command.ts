import { type ParseArgsConfig, parseArgs } from 'node:util'
import { NlpError } from '../../src/shared/errors.js'
import { WrongUse } from './wrong-use.js'

type Parsed<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>

/** Runs a command: prints its usage, or reads its arguments and works. Exits with 2 for wrong use and with 1 where the work fails. */
export async function runCommand<Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
  args: string[],
  work: (parsed: Parsed<Config>) => Promise<number>,
): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  try {
    return await work(parsed(config, args))
  } catch (error) {
    if (error instanceof WrongUse) {
      console.error(`${error.message}\n--help lists the options.`)
      return 2
    }
    if (!NlpError.is(error)) throw error
    console.error(error.message)
    return 1
  }
}

function parsed<Config extends ParseArgsConfig>(config: Config, args: string[]): Parsed<Config> {
  try {
    return parseArgs<Config>({ ...config, args })
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}
