/** A request of the page or of one of its workers, as the service worker saw it. */
export interface SeenRequest {
  /** The address without its query, which could hold text of the visitor. */
  readonly url: string
  readonly method: string
  /** The purpose of the request: `script`, `worker`, `document`. Empty for a `fetch`. */
  readonly purpose: string
  /** Bytes on the wire, where the server states them. */
  readonly bytes: number | undefined
  readonly answer: 'network' | 'kept' | 'cut-off' | 'elsewhere'
}
