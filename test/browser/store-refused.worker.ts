import './store-refuse.js'
import '../../workers/store.worker.js'
