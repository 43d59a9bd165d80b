'use client'

import { useEffect } from 'react'
import { runJourneys } from '../../../journeys/run-journeys.js'

export default function Page() {
  useEffect(() => {
    globalThis.journeys ??= runJourneys()
  }, [])
  return <h1>One</h1>
}
