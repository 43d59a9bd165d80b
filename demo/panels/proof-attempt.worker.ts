/** The end of an attempt to reach another origin. */
export interface AttemptResult {
  /** The directive of the policy that stopped the attempt. */
  readonly blockedBy: string | undefined
}

let blockedBy: string | undefined

addEventListener('securitypolicyviolation', (event) => {
  blockedBy = (event as SecurityPolicyViolationEvent).effectiveDirective
})

addEventListener('message', async ({ data }: MessageEvent<string>) => {
  await fetch(data).catch(() => {})
  // The browser tells of the violation in its own task.
  await new Promise((done) => setTimeout(done, 50))
  postMessage({ blockedBy } satisfies AttemptResult)
})
