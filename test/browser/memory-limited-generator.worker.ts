import './memory-limit.js'
import '../../workers/generator.worker.js'
