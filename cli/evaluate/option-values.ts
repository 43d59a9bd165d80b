import { WrongUse } from '../usage/wrong-use.js'

export const DEVICES = ['auto', 'wasm', 'webgpu'] as const

export function oneOf<Value extends string>(
  name: string,
  known: readonly Value[],
  value: string | undefined,
): Value | undefined {
  if (value === undefined || known.includes(value as Value)) return value as Value | undefined
  throw new WrongUse(`--${name} must be one of ${known.join(', ')}, got ${value}`)
}

export function wholeNumber(name: string, value: string | undefined, least: number): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (Number.isInteger(number) && number >= least) return number
  throw new WrongUse(`--${name} must be a whole number from ${least} on, got ${value}`)
}
