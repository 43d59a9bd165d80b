import { isDomException, type ModelStorage } from './storage.js'

const ROOT = 'tacet-models'
const PART = '.part'

// `move` is missing in the platform's types, but every engine with the origin-private file system has it.
interface MovableFileHandle extends FileSystemFileHandle {
  move(name: string): Promise<void>
}

/**
 * Keeps files in the origin-private file system. Partial files survive a worker that is terminated during a download.
 */
export async function openOpfsStorage(): Promise<ModelStorage | undefined> {
  const prototype = globalThis.FileSystemFileHandle?.prototype
  if (prototype === undefined || !('createSyncAccessHandle' in prototype && 'move' in prototype)) return undefined
  const top = await navigator.storage.getDirectory()
  const root = await top.getDirectoryHandle(ROOT, { create: true })

  const existing = (folder: string) => orUndefined(root.getDirectoryHandle(folder))
  const openPartFile = async (folder: string, name: string) => {
    const directory = await root.getDirectoryHandle(folder, { create: true })
    const handle = (await directory.getFileHandle(name + PART, { create: true })) as MovableFileHandle
    return { handle, access: await openAccess(handle) }
  }
  const remove: ModelStorage['remove'] = async (folder, name) => {
    const parent = name === undefined ? root : await existing(folder)
    if (parent !== undefined) await orUndefined(parent.removeEntry(name ?? folder, { recursive: true }))
  }

  return {
    kind: 'opfs',

    async folders() {
      const names: string[] = []
      for await (const [name, handle] of root.entries()) if (handle.kind === 'directory') names.push(name)
      return names
    },

    async sizes(folder) {
      const sizes = new Map<string, number>()
      const directory = await existing(folder)
      if (directory === undefined) return sizes
      for await (const [name, handle] of directory.entries()) {
        if (handle.kind !== 'file') continue
        const file = await orUndefined((handle as FileSystemFileHandle).getFile())
        if (file !== undefined) sizes.set(name, file.size)
      }
      return sizes
    },

    async read(folder, name) {
      const directory = await existing(folder)
      const handle = directory && (await orUndefined(directory.getFileHandle(name)))
      const buffer = handle && (await orUndefined(handle.getFile().then((file) => file.arrayBuffer())))
      return buffer && new Uint8Array(buffer)
    },

    async write(folder, name, bytes) {
      const { handle, access } = await openPartFile(folder, name)
      try {
        access.truncate(0)
        writeAll(access, bytes, 0)
        access.flush()
      } finally {
        access.close()
      }
      // The move makes the write atomic: the file is complete or does not exist.
      await handle.move(name)
    },

    remove,

    async openPart(folder, name) {
      const { handle, access } = await openPartFile(folder, name)
      const received = new Uint8Array(access.getSize())
      access.read(received, { at: 0 })
      return {
        received,
        async restart() {
          access.truncate(0)
        },
        async append(chunk, offset) {
          writeAll(access, chunk, offset)
        },
        async finish(finalName, bytes) {
          access.truncate(bytes.length)
          access.flush()
          access.close()
          await handle.move(finalName)
        },
        async keep(bytes) {
          // The file must not grow: the new bytes would be zeros that no server sent.
          access.truncate(Math.min(bytes.length, access.getSize()))
          access.close()
        },
        async discard() {
          access.close()
          await remove(folder, name + PART)
        },
      }
    },
  }
}

/** A worker that is terminated while it writes holds its file a moment longer than its lock. */
async function openAccess(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await handle.createSyncAccessHandle()
    } catch (error) {
      if (attempt === 20 || !isDomException(error, 'NoModificationAllowedError')) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function writeAll(access: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, offset: number): void {
  const written = access.write(bytes, { at: offset })
  // Chromium shows a full disk only by this count: 4294967288, an error code of -8 read as unsigned.
  if (written !== bytes.length) throw new DOMException('The quota or the disk is used up', 'QuotaExceededError')
}

async function orUndefined<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise
  } catch (error) {
    if (isDomException(error, 'NotFoundError')) return undefined
    throw error
  }
}
