/** Prints the counts alone on the last line, in words that any log reader understands. */
export default class ClosingLineReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      const before = counts.failed
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        counts[state === 'pending' ? 'failed' : state] += 1
      }
      // A file that does not load, or whose set-up fails, has no failed test to show for it.
      if (!module.ok() && counts.failed === before) counts.failed += 1
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
    // After the other reporters have written theirs.
    process.on('exit', () => console.log(`tests: ${counts.passed} passed, ${counts.failed} failed${skipped}`))
  }
}
