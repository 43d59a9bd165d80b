/** Prints the counts alone on the last line, in words that any log reader understands. */
export default class ClosingLineReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      let tests = 0
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        counts[state === 'pending' ? 'failed' : state] += 1
        tests += 1
      }
      // A file that does not even load has no test to blame.
      if (tests === 0 && !module.ok()) counts.failed += 1
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
    // After the other reporters have written theirs.
    process.on('exit', () => console.log(`tests: ${counts.passed} passed, ${counts.failed} failed${skipped}`))
  }
}
