import { checkJson } from '../generate/json-schema.js'
import { readGuardPolicy } from '../guard/read-policy.js'
import { NlpError } from '../shared/errors.js'
import { definePrompt, type PromptDefinition } from './prompt/define-prompt.js'
import type { PinnedPrompt, Release, ReleaseChannel } from './release.js'
import { releaseSchema } from './release-schema.js'

/** The prompts that a release pins without their sources. */
export interface ReadReleaseOptions {
  /** The prompts of the app, for pins without a source. @default none */
  prompts?: readonly PromptDefinition[] | undefined
}

/**
 * Checks a release that comes from outside, with its prompts and its policies. It rejects unknown fields.
 *
 * @example
 * const release = readRelease(await (await fetch('/release.json')).json())
 */
export function readRelease(given: unknown, { prompts = [] }: ReadReleaseOptions = {}): Release {
  const { format, version } = Object(given) as { format?: unknown; version?: unknown }
  if (format === 'tacet-release' && Number.isInteger(version) && (version as number) > 1) {
    throw invalid('version', `is ${String(version)}, and this version of tacet reads version 1. Update tacet.`)
  }
  const [problem] = checkJson(releaseSchema, given)
  if (problem !== undefined) {
    const [, path = '', rule = ''] = /^\$\.?(\S*) ([\s\S]*)$/.exec(problem) ?? []
    throw invalid(path, `${rule}.`)
  }
  // A copy, so that a later change of the caller's object has no effect.
  const release = structuredClone(given) as Release
  for (const [name, channel] of Object.entries(release.channels)) {
    checkChannel(channel, `channels.${name}`)
    for (const [prompt, pin] of Object.entries(channel.prompts ?? {})) {
      promptOf(prompt, pin, prompts, `channels.${name}.prompts.${prompt}`)
    }
  }
  return release
}

/** The prompt of a pin. Throws if its content does not match the pin. */
export function promptOf(
  name: string,
  { version, source }: PinnedPrompt,
  known: readonly PromptDefinition[],
  path: string,
): PromptDefinition {
  if (source === undefined) {
    const prompt = known.find((each) => each.name === name && each.version === version)
    if (prompt !== undefined) return prompt
    throw invalid(path, `pins version ${version} without a source, and the app has no such prompt. Add the source.`)
  }
  let prompt: PromptDefinition
  try {
    prompt = definePrompt(source, { name })
  } catch (cause) {
    throw new NlpError('invalid-data', `\`${path}\` of the release cannot be read: ${(cause as Error).message}`, {
      cause,
      details: { path },
    })
  }
  if (prompt.version === version) return prompt
  throw invalid(path, `pins version ${version}, but its source is version ${prompt.version}.`)
}

/** Reads the text of a release. */
export function parseRelease(text: string, options: ReadReleaseOptions): Release {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The message of the parser would quote the file.
    throw invalid('', 'is not valid JSON.')
  }
  return readRelease(value, options)
}

/** A release without a part that the app uses would break the page later. */
export function requireWhatTheAppUses(release: Release, initial: Release): void {
  for (const field of ['prompts', 'models', 'thresholds'] as const) {
    const has = release.channels.stable[field] ?? {}
    const missing = Object.keys(initial.channels.stable[field] ?? {}).find((name) => !Object.hasOwn(has, name))
    if (missing !== undefined) throw invalid(`channels.stable.${field}.${missing}`, 'is missing, and the app uses it.')
  }
  if (initial.channels.stable.guard !== undefined && release.channels.stable.guard === undefined) {
    throw invalid('channels.stable.guard', 'is missing, and the app uses it.')
  }
}

function checkChannel({ guard, ramp = [], reference }: ReleaseChannel, path: string): void {
  if (guard !== undefined) {
    try {
      readGuardPolicy(guard)
    } catch (cause) {
      const inner = NlpError.is(cause) ? String(cause.details['path'] ?? '') : ''
      const place = `${path}.guard${inner === '' ? '' : `.${inner}`}`
      throw new NlpError('invalid-data', `\`${place}\` of the release: ${(cause as Error).message}`, {
        cause,
        details: { path: place },
      })
    }
  }
  const times = ramp.map(({ from }) => Date.parse(from))
  const early = times.findIndex((time, index) => index > 0 && time <= times[index - 1]!)
  if (early >= 0) throw invalid(`${path}.ramp[${early}].from`, 'must be later than the step before it.')
  if (reference !== undefined && Math.max(reference.failed, reference.guarded) > reference.runs) {
    throw invalid(`${path}.reference`, 'has more failed or guarded runs than runs.')
  }
}

export function invalid(path: string, problem: string): NlpError {
  const where = path === '' ? 'The release' : `\`${path}\` of the release`
  return new NlpError('invalid-data', `${where} ${problem}`, { details: { path } })
}
