import type { Gate } from './gate.js'

/** Headers that identify the caller. Their values are meant for the server. */
const CREDENTIALS = /(?:^|-)(?:authorization|auth|api-?key|key|token)$/i

/** Rejects with code 'policy-denied' where a header of the app holds personal data and is not listed. */
export async function admitHeaders(
  gate: Gate,
  headers: Iterable<readonly [string, string]>,
  { allowed, signal }: { readonly allowed: readonly string[]; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const listed = new Set(allowed.map((name) => name.toLowerCase()))
  for (const [name, value] of headers) {
    if (listed.has(name.toLowerCase())) continue
    const wayOut = 'Leave it out, or list its name in `allow.headers`.'
    await gate.admit('the name of a header', name, { wayOut, signal })
    if (!CREDENTIALS.test(name)) await gate.admit(`the header ${name}`, value, { wayOut, signal })
  }
}
