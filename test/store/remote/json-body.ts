export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

/** A request that a stand-in for a server refuses. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message)
  }
}

/** The body, where it has no fields but these. */
export function only(body: JsonObject, names: readonly string[]): JsonObject {
  for (const name of Object.keys(body)) if (!names.includes(name)) throw new BadRequest(`unknown field ${name}`)
  return body
}

export function object(value: Json | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new BadRequest('expected an object')
}

export function list(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value
  throw new BadRequest('expected a list')
}
