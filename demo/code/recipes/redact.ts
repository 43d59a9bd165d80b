import type { Format, Operator, RedactorOptions } from 'tacet/redact'
import type { Recipe } from '../recipe.js'
import { Expression, toCode, withSignal } from '../to-code.js'

export interface RedactSettings {
  readonly format: Format
  readonly options: Pick<RedactorOptions, 'locales' | 'strictness'> & {
    readonly allow: readonly string[]
    readonly deny: readonly string[]
    readonly operators: Readonly<Record<string, Operator>>
  }
  /** Whether a model looks for names, places and addresses. */
  readonly names: boolean
}

const KEYS = {
  token: "const tokenKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])",
  encrypt:
    "const cipherKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])",
}

/** Hides personal data, as the panel Redact does with these settings. */
export function redactRecipe({ format, options, names }: RedactSettings): Recipe {
  const { allow, deny, operators } = options
  const keyed = Object.values(operators).map(({ type }) => type)
  const keys = (['token', 'encrypt'] as const).filter((type) => keyed.includes(type)).map((type) => KEYS[type])
  const indent = keys.length > 0 ? '  ' : ''
  const created = toCode(
    {
      model: names ? new Expression('() => createNameRecognizer()') : undefined,
      locales: options.locales === 'auto' ? undefined : options.locales,
      strictness: options.strictness === 'balanced' ? undefined : options.strictness,
      allow: allow.length > 0 ? allow : undefined,
      deny: deny.length > 0 ? deny : undefined,
      operators: keyed.length > 0 ? withKeyNames(operators) : undefined,
    },
    indent,
  )
  const redactor = `createRedactor(${created === '{}' ? '' : created})`
  const called = withSignal({ format: format === 'text' ? undefined : format })
  return {
    name: 'hide',
    input: 'text',
    models: names ? ['pii-tagger'] : [],
    imports: { ...(names ? { tacet: ['createNameRecognizer'] } : {}), 'tacet/redact': ['createRedactor'] },
    setup:
      keys.length === 0
        ? `const redactor = ${redactor}`
        : `async function openRedactor() {
  // Keep a key where your app keeps its secrets: with another key the same value looks different.
${keys.map((key) => `  ${key}\n`).join('')}  return ${redactor}
}

const opening = openRedactor()`,
    work: {
      type: 'call',
      code: `${keys.length > 0 ? '(await opening)' : 'redactor'}.redact(text, ${called})`,
      shown: 'result.text',
      note: 'Send `text` of the result. `restore(answer, result)` of tacet/redact brings the values back.',
    },
  }
}

function withKeyNames(operators: Readonly<Record<string, Operator>>): Record<string, object> {
  const names = { token: new Expression('tokenKey'), encrypt: new Expression('cipherKey') }
  return Object.fromEntries(
    Object.entries(operators).map(([type, operator]) => [
      type,
      operator.type === 'token' || operator.type === 'encrypt' ? { ...operator, key: names[operator.type] } : operator,
    ]),
  )
}
