import { openCacheStorage } from './cache-storage.js'
import { openOpfsStorage } from './opfs-storage.js'
import { isDomException, type ModelStorage } from './storage.js'

/** The best storage that the browser lets this worker use; `undefined` where it offers none. */
export async function openStorage(): Promise<ModelStorage | undefined> {
  for (const open of [openOpfsStorage, openCacheStorage]) {
    try {
      const storage = await open()
      if (storage !== undefined) return storage
    } catch (error) {
      // Private windows, blocked cookies and a broken profile refuse with these errors. Any other error is our own
      // fault.
      if (!isDomException(error, 'SecurityError', 'InvalidStateError', 'UnknownError', 'QuotaExceededError'))
        throw error
    }
  }
  return undefined
}
