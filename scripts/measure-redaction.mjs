/**
 * Quality and speed of the redaction rules on public sets: node scripts/measure-redaction.mjs <data folder> [set…] [--verbose]
 * The folder holds stdnum-identifiers, presidio-recognizer-tests, presidio-research-synth and gitleaks-secrets.
 * It reads the built library (npx tsc -b).
 */
import { measureIdentifiers } from './measure-redaction-identifiers.mjs'
import { measurePresidio } from './measure-redaction-presidio.mjs'
import { measureSecrets } from './measure-redaction-secrets.mjs'
import { measureSpeed } from './measure-redaction-speed.mjs'
import { measureTexts } from './measure-redaction-texts.mjs'

const sets = {
  identifiers: measureIdentifiers,
  presidio: measurePresidio,
  secrets: measureSecrets,
  texts: measureTexts,
  speed: measureSpeed,
}

const [folder, ...rest] = process.argv.slice(2)
if (!folder) throw new TypeError('The first argument must be the folder of the data sets.')
const verbose = rest.includes('--verbose')
const names = rest.filter((argument) => !argument.startsWith('--'))
for (const name of names.length > 0 ? names : Object.keys(sets)) await sets[name](folder, { verbose })
