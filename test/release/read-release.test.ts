import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { definePrompt, readRelease, releaseSchema } from '../../src/release/index.js'
import { pinned, releaseOf, withGuard } from './make-release.js'

const canary = (channel: object) => releaseOf('a', {}, { canary: channel as never })

describe('a release that is wrong is refused at the place of the mistake', () => {
  test.each<[string, unknown, string]>([
    ['no release', null, ''],
    ['a text', '{}', ''],
    ['another format', { ...releaseOf('a'), format: 'tacet-guard' }, 'format'],
    ['no version', { ...releaseOf('a'), version: undefined }, 'version'],
    ['a later version', { ...releaseOf('a'), version: 2 }, 'version'],
    ['an unknown field', { ...releaseOf('a'), prompt: {} }, 'prompt'],
    ['an id with a space', releaseOf('a b'), 'id'],
    ['no stable channel', { ...releaseOf('a'), channels: { canary: {} } }, 'channels.stable'],
    ['a stable channel with a share', releaseOf('a', { share: 0.5 }), 'channels.stable'],
    ['a share above 1', canary({ share: 5 }), 'channels.canary.share'],
    ['an unknown field of a channel', canary({ prompt: {} }), 'channels.canary.prompt'],
    ['an unknown task', canary({ models: { paint: { id: 'a', digest: 'b' } } }), 'channels.canary.models.paint'],
    ['a model without a digest', canary({ models: { embed: { id: 'a' } } }), 'channels.canary.models.embed.digest'],
    ['a threshold as text', canary({ thresholds: { a: '0.5' } }), 'channels.canary.thresholds.a'],
    ['a ramp without a time', canary({ ramp: [{ from: 'soon', share: 1 }] }), 'channels.canary.ramp[0].from'],
    [
      'a ramp that goes back',
      canary({
        ramp: [
          { from: '2026-12-02T00:00:00Z', share: 1 },
          { from: '2026-12-01T00:00:00Z', share: 1 },
        ],
      }),
      'channels.canary.ramp[1].from',
    ],
    [
      'a reference that cannot be',
      canary({ reference: { runs: 1, failed: 2, guarded: 0, up: 0, down: 0 } }),
      'channels.canary.reference',
    ],
    [
      'an unknown rule of a guard',
      canary({ guard: { ...withGuard.guard, rules: [{ id: 'x', check: 'spells' }] } }),
      'channels.canary.guard.rules[0].stages',
    ],
    [
      'a guard of a later version',
      canary({ guard: { ...withGuard.guard, version: 9 } }),
      'channels.canary.guard.version',
    ],
    ['a version that is no digest', canary({ prompts: { a: { version: '1' } } }), 'channels.canary.prompts.a.version'],
    [
      'a source of another version',
      canary({ prompts: { a: { ...pinned('a'), source: 'b' } } }),
      'channels.canary.prompts.a',
    ],
    [
      'a source that is no prompt',
      canary({ prompts: { a: pinned('a') && { version: '0'.repeat(12), source: '{{#if' } } }),
      'channels.canary.prompts.a',
    ],
    [
      'a prompt that the app does not have',
      canary({ prompts: { a: { version: '0'.repeat(12) } } }),
      'channels.canary.prompts.a',
    ],
  ])('%s', (_name, release, path) => {
    expect(() => readRelease(release)).toThrow(
      expect.objectContaining({ code: 'invalid-data', details: expect.objectContaining({ path }) }),
    )
  })

  test('the message names the place, the rule and the remedy', () => {
    expect(() => readRelease({ ...releaseOf('a'), version: 3 })).toThrow(
      '`version` of the release is 3, and this version of tacet reads version 1. Update tacet.',
    )
    expect(() => readRelease(canary({ share: 5 }))).toThrow('`channels.canary.share` of the release must be at most 1.')
  })
})

test('a prompt may come from the app, if it is the pinned version', () => {
  const prompt = definePrompt('Hello {{name}}', { name: 'greet' })
  const pin = { prompts: { greet: { version: prompt.version } } }
  expect(readRelease(releaseOf('a', pin), { prompts: [prompt] }).id).toBe('a')
  const other = definePrompt('Bye {{name}}', { name: 'greet' })
  expect(() => readRelease(releaseOf('a', pin), { prompts: [other] })).toThrow('the app has no such prompt')
})

test('a later change of the object does not change the release', () => {
  const given = structuredClone(releaseOf('a')) as { id: string }
  const release = readRelease(given)
  given.id = 'b'
  expect(release.id).toBe('a')
})

test('the schema is in the package as a file too', () => {
  expect(JSON.parse(readFileSync('docs/release.schema.json', 'utf8'))).toEqual(releaseSchema)
})
