import { startServiceWorker } from './service-worker-client.js'

/**
 * Starts the service worker. It has its own file, which runs before the other files have come, because the first worker
 * of the page waits for the service worker.
 */
export const network = startServiceWorker()
