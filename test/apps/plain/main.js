import { runJourneys } from './journeys/run-journeys.js'

globalThis.journeys = runJourneys()
