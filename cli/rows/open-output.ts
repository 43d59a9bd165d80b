import { open } from 'node:fs/promises'

export interface RowOutput {
  /** How many bytes the output has. */
  readonly bytes: number
  write(text: string): Promise<void>
  close(): Promise<void>
}

/** Opens a file behind so many of its bytes, or standard output where there is no path. */
export async function openOutput(path: string | undefined, kept: number): Promise<RowOutput> {
  return path === undefined ? standardOutput() : outputFile(path, kept)
}

async function outputFile(path: string, kept: number): Promise<RowOutput> {
  const file = await open(path, kept > 0 ? 'r+' : 'w')
  await file.truncate(kept)
  let bytes = kept
  return {
    get bytes() {
      return bytes
    },
    async write(text) {
      const data = Buffer.from(text)
      let from = 0
      while (from < data.length) from += (await file.write(data, from, data.length - from, bytes + from)).bytesWritten
      bytes += data.length
    },
    close: () => file.close(),
  }
}

function standardOutput(): RowOutput {
  let bytes = 0
  // Each write reports its own failure. Without a listener, the stream would end the program with the first.
  process.stdout.on('error', () => {})
  return {
    get bytes() {
      return bytes
    },
    write(text) {
      bytes += Buffer.byteLength(text)
      return new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
      })
    },
    async close() {},
  }
}
