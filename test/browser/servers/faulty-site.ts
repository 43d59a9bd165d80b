import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    faultyServer: string
  }
}

export type Fault =
  | { readonly type: 'drop' | 'stall' | 'cut'; readonly after: number; readonly times?: number }
  | { readonly type: 'flip'; readonly at: number; readonly times?: number }
  | { readonly type: 'claim'; readonly bytes: number; readonly times?: number }
  | { readonly type: 'status'; readonly status: number; readonly location?: string; readonly times?: number }
  | { readonly type: 'html' | 'page' | 'no-range' | 'no-cors' | 'none'; readonly times?: number }

interface LoggedRequest {
  readonly path: string
  readonly range: string | null
  readonly status: number
  readonly authorization?: string
  /** Whether the request came to the server's other origin. */
  readonly elsewhere?: true
}

/** A folder of the faulty server for one test alone. */
export interface FaultySite {
  readonly url: string
  put(path: string, body: Uint8Array<ArrayBuffer> | string, headers?: Record<string, string>): Promise<void>
  fault(path: string, ...faults: readonly Fault[]): Promise<void>
  /** The requests since the last call. */
  requests(): Promise<LoggedRequest[]>
}

export function createFaultySite(): FaultySite {
  const server = inject('faultyServer')
  const name = crypto.randomUUID()
  const control = `${server}control/${name}`
  let seen = 0
  const send = async (url: string, init: RequestInit) => {
    const response = await fetch(url, init)
    if (!response.ok) throw new Error(`The faulty server is faulty itself: ${response.status}`)
  }
  return {
    url: `${server}${name}/`,
    put: (path, body, headers = {}) =>
      send(`${control}/${path}?${new URLSearchParams(headers)}`, { method: 'PUT', body }),
    fault: (path, ...faults) => send(`${control}/${path}`, { method: 'POST', body: JSON.stringify(faults) }),
    async requests() {
      const log = (await (await fetch(control)).json()) as LoggedRequest[]
      const fresh = log.slice(seen)
      seen = log.length
      return fresh
    },
  }
}
