import './embedding-cache-full.js'
import '../../workers/inference.worker.js'
