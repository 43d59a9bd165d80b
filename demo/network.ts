import { startServiceWorker } from './service-worker-client.js'

/**
 * The service worker starts in a file of its own, which runs before the others have come: the first worker of the page
 * waits for it.
 */
export const network = startServiceWorker()
