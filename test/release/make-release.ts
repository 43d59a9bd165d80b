import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { defaultGuardPolicy } from '../../src/guard/index.js'
import { definePrompt, type Release, type ReleaseChannel } from '../../src/release/index.js'

/** A prompt with its version, as a release holds it. */
export const pinned = (source: string) => ({ version: definePrompt(source, { name: 'any' }).version, source })

/** A release with one prompt, one model and a threshold, and with the changes of a test. */
export function releaseOf(
  id: string,
  stable: Partial<ReleaseChannel> = {},
  channels: Readonly<Record<string, ReleaseChannel>> = {},
  rest: Partial<Release> = {},
): Release {
  return {
    format: 'tacet-release',
    version: 1,
    id,
    channels: {
      stable: {
        prompts: { greet: pinned(`${id} says hello to {{name}}`) },
        models: { generate: { id: 'compose', digest: 'abc' } },
        thresholds: { spam: 0.5 },
        ...stable,
      },
      ...channels,
    },
    ...rest,
  }
}

export const withGuard = { guard: { ...defaultGuardPolicy, revision: '7' } }

export const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')

/** A key pair, and a function that signs with it. */
export function signer(kind: 'ed25519' | 'P-256' | 'P-384') {
  const { publicKey, privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind })
  const hash = { ed25519: null, 'P-256': 'sha256', 'P-384': 'sha384' }[kind]
  return {
    key: publicKey.export({ format: 'jwk' }) as JsonWebKey,
    sign: (text: string) =>
      sign(hash, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64'),
  }
}
