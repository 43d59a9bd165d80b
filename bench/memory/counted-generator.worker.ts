import './count-memory.js'
import '../../workers/generator.worker.js'
