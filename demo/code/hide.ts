import { createNameRecognizer } from 'tacet'
import { createRedactor, restore } from 'tacet/redact'

export async function hide(text: string) {
  const names = await createNameRecognizer()
  const redactor = createRedactor({ model: names, locales: 'all' })
  const redaction = await redactor.redact(text)
  // Send `redaction.text`. The answer is restored with the vault, which stayed here.
  const restored = restore(`Received: ${redaction.text}`, redaction)
  await names.close()
  return { sent: redaction.text, restored }
}
