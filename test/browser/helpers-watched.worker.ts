import './helpers-watch.js'
import '../../workers/generator.worker.js'
