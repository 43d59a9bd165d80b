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
      // The browser throws these errors in private windows, with blocked cookies and with a broken profile. Any other
      // error is a mistake in this code.
      if (!isDomException(error, 'SecurityError', 'InvalidStateError', 'UnknownError', 'QuotaExceededError'))
        throw error
    }
  }
  return undefined
}
