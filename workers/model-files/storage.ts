/** Where model files are kept between visits: one folder a model, each file all there or not there at all. */
export interface ModelStorage {
  readonly kind: 'opfs' | 'cache'
  folders(): Promise<string[]>
  /** What is in a folder, parts too, and how large it is. */
  sizes(folder: string): Promise<Map<string, number>>
  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Without a name the whole folder. What is not there is no failure. */
  remove(folder: string, name?: string): Promise<void>
  /** A file under way. The caller holds the model's lock: there is one of a name at a time. */
  openPart(folder: string, name: string): Promise<PartialFile>
}

export interface PartialFile {
  /** What an earlier attempt left. */
  readonly received: Uint8Array<ArrayBuffer>
  /** What was received is void. */
  restart(): Promise<void>
  append(chunk: Uint8Array<ArrayBuffer>, offset: number): Promise<void>
  /** It is complete and right: from now on it is the file `name`. */
  finish(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Nothing more comes now; a later attempt goes on after `bytes`. */
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  discard(): Promise<void>
}

export function isDomException(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof DOMException && names.includes(error.name)
}
