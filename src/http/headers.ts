/** Headers of the app, or a function that makes them, so that it can renew a key. */
export type HeaderSource = HeadersInit | (() => HeadersInit | Promise<HeadersInit>)

export async function resolveHeaders(source: HeaderSource | undefined): Promise<Headers> {
  return new Headers(typeof source === 'function' ? await source() : source)
}
