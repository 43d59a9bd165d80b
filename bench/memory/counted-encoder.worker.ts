import './count-memory.js'
import '../../workers/inference.worker.js'
