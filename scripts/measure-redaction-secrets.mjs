import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createRedactor } from '../dist/src/redact/redactor.js'

/** Secrets covered from their first to their last character, and negatives in which any secret is seen. */
export async function measureSecrets(folder, { verbose }) {
  const packed = join(folder, 'gitleaks-secrets/secret_cases.json.xz')
  const cases = JSON.parse(execFileSync('xz', ['-dc', packed], { encoding: 'utf8', maxBuffer: 1 << 28 }))
  const redactor = createRedactor({ locales: [], types: ['SECRET'] })
  const counts = { covered: 0, spans: 0, found: 0, positives: 0, flagged: 0, negatives: 0 }
  for (const { text, polarity, secret, rule } of cases) {
    const entities = await redactor.detect(text)
    if (polarity === 'negative') {
      counts.negatives++
      if (entities.length === 0) continue
      counts.flagged++
      if (verbose)
        console.log(
          `  flagged ${rule}: ${entities.map(({ start, end, recognizer }) => `${recognizer} ${text.slice(start, end)}`)}`,
        )
      continue
    }
    counts.positives++
    const covered = secret
      ? entities.some(({ start, end }) => start <= secret.start && end >= secret.end)
      : entities.length > 0
    if (secret) counts.spans++
    if (secret && covered) counts.covered++
    if (covered) counts.found++
    else if (verbose) console.log(`  missed ${rule}: ${JSON.stringify(text.slice(0, 160))}`)
  }
  const share = (part, whole) => `${part}/${whole} = ${((100 * part) / whole).toFixed(1)} %`
  console.log(
    `secrets with spans fully covered ${share(counts.covered, counts.spans)}, all positives found ${share(counts.found, counts.positives)}, negatives flagged ${share(counts.flagged, counts.negatives)}`,
  )
}
