import './helpers-freeze.js'
import '../../workers/inference.worker.js'
