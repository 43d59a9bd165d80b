import { localEngine } from '../../../src/engines/index.js'

/** The engine of a thread that works on rows. Such a thread has one model thread, because the other threads have theirs. */
export const threadEngine = () => localEngine({ workers: 1 })
