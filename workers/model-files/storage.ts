/** Keeps model files between visits, in one folder per model. Each file is complete or does not exist. */
export interface ModelStorage {
  readonly kind: 'opfs' | 'cache'
  folders(): Promise<string[]>
  /** The names and sizes of the files in a folder, including parts. */
  sizes(folder: string): Promise<Map<string, number>>
  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Removes a file, or the whole folder where no name is given. Removing a missing file is not an error. */
  remove(folder: string, name?: string): Promise<void>
  /** Opens an unfinished file. The caller holds the model's lock, so that only one part of a name is open at a time. */
  openPart(folder: string, name: string): Promise<PartialFile>
}

export interface PartialFile {
  /** The bytes that an earlier attempt left. */
  readonly received: Uint8Array<ArrayBuffer>
  /** Discards the received bytes; the file starts again. */
  restart(): Promise<void>
  append(chunk: Uint8Array<ArrayBuffer>, offset: number): Promise<void>
  /** The file is complete and verified. It is stored as `name`. */
  finish(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Ends the attempt and keeps the part. A later attempt continues after `bytes`. */
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  discard(): Promise<void>
}

export function isDomException(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof DOMException && names.includes(error.name)
}
