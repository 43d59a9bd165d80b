import './helpers-refuse.js'
import '../../workers/generator.worker.js'
