import { failToOpen } from './store-failing.js'
import '../../workers/store.worker.js'

failToOpen(Number.POSITIVE_INFINITY)
