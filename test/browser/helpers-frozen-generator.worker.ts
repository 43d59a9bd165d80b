import './helpers-freeze.js'
import '../../workers/generator.worker.js'
