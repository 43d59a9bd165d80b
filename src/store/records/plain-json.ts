import { NlpError } from '../../shared/errors.js'

/**
 * JSON that keeps the values of records. A Date becomes `{ "$date": milliseconds }`, and a number that JSON lacks becomes `{ "$number":
 * "NaN" }`. A Map or a typed array is an error, because JSON would silently turn it into something else.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, replace)
}

export function fromJson(json: string): unknown {
  return JSON.parse(json, revive)
}

function replace(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const raw = this[name]
  if (raw instanceof Date) return { $date: raw.getTime() }
  if (typeof raw === 'number' && !Number.isFinite(raw)) return { $number: String(raw) }
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
    const prototype = Object.getPrototypeOf(raw)
    if (prototype !== Object.prototype && prototype !== null) {
      throw new NlpError(
        'invalid-data',
        `The field ${name} holds a ${prototype.constructor?.name}, which JSON cannot hold`,
      )
    }
  }
  return value
}

function revive(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return value
  if ('$date' in value && typeof value.$date === 'number') return new Date(value.$date)
  return '$number' in value && typeof value.$number === 'string' ? Number(value.$number) : value
}
