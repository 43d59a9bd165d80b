import type { Entity } from '../findings/recognizer.js'

/** How a value is hidden. `restore` can undo the operators marked reversible, with the vault. */
export type Operator =
  /** [EMAIL_1]: the same value gets the same number. Reversible; the default. */
  | { readonly type: 'placeholder' }
  /** Covers the value character by character: •••• •••• •••• 1111. */
  | {
      readonly type: 'mask'
      /** How many letters and digits stay readable at the end. @default 0 */
      readonly keepLast?: number | undefined
      /** How many letters and digits stay readable at the start. @default 0 */
      readonly keepFirst?: number | undefined
      /** @default '•' */
      readonly character?: string | undefined
    }
  /** Puts your text in its place. */
  | { readonly type: 'replace'; readonly with: string | ((value: string, entity: Entity) => string) }
  /** Removes the value. */
  | { readonly type: 'remove' }
  /** A keyed digest (HMAC-SHA-256): the same value gets the same token in every conversation. Reversible. */
  | { readonly type: 'token'; readonly key: CryptoKey }
  /** Another value of the same kind that passes the same checks: another name, another valid card number. Reversible. */
  | { readonly type: 'surrogate' }
  /** A less precise value: the year of a date, the city of an address, the network of an IP address. */
  | { readonly type: 'generalize' }
  /** The value itself, encrypted (AES-GCM); `decryptValues` needs only the key, not the vault. Reversible. */
  | { readonly type: 'encrypt'; readonly key: CryptoKey }
  /** Reports the value and leaves it in the text. */
  | { readonly type: 'keep' }

/** Operators by entity type. `default` is for all other types. */
export type Operators = Readonly<Record<string, Operator>>

const PLACEHOLDER: Operator = { type: 'placeholder' }

export function operatorFor(operators: Operators, type: string): Operator {
  // Only own properties count, because an entity type must not reach into Object.prototype.
  if (Object.hasOwn(operators, type)) return operators[type]!
  return Object.hasOwn(operators, 'default') ? operators['default']! : PLACEHOLDER
}

const TYPES: ReadonlySet<string> = new Set<Operator['type']>([
  'placeholder',
  'mask',
  'replace',
  'remove',
  'token',
  'surrogate',
  'generalize',
  'encrypt',
  'keep',
])

/** Checks the operators when the redactor is made, not when the first text needs one. */
export function assertOperators(operators: Operators): void {
  for (const [type, operator] of Object.entries(operators)) {
    if (!TYPES.has(operator?.type)) {
      const given = typeof operator === 'object' ? operator?.type : operator
      const need = `an object whose \`type\` is one of ${[...TYPES].join(', ')}`
      throw new TypeError(
        `\`operators.${type}\` must be ${need}, got ${typeof given === 'string' ? `'${given}'` : typeof given}`,
      )
    }
    if ((operator.type === 'token' || operator.type === 'encrypt') && !(operator.key instanceof CryptoKey)) {
      throw new TypeError(`\`operators.${type}.key\` must be a CryptoKey, got ${typeof operator.key}`)
    }
  }
}
