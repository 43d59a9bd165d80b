import { readFileSync } from 'node:fs'
import { type Release, readRelease } from '../../src/release/index.js'
import { NlpError } from '../../src/shared/errors.js'

/** Reads and checks the file of a release that must have this channel. */
export function readReleaseFile(file: string, channel: string): Release {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new NlpError('invalid-data', `${file} is not valid JSON.`, { cause })
  }
  const release = readRelease(value)
  if (Object.hasOwn(release.channels, channel)) return release
  throw new NlpError(
    'invalid-data',
    `${file} has no channel ${channel}; it has ${Object.keys(release.channels).join(', ')}.`,
  )
}
