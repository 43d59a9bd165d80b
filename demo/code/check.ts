import { createGuard, defaultGuardPolicy } from 'tacet/guard'

export async function check(mail: string) {
  const guard = createGuard(defaultGuardPolicy)
  const { action, text, findings } = await guard.check(mail, { stage: 'tool-result' })
  // Give `text` to the model. Findings hold no text, so they may be logged. `generate`, `answer` and tools take `guard`.
  return { action, text, reasons: findings.map(({ reason }) => reason) }
}
