import './memory-limit.js'
import '../../workers/inference.worker.js'
