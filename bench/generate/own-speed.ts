import type { TextGenerator } from 'tacet'
import type { Speed } from './peer.worker.js'

/** The speed of tacet in one answer, in the form in which a peer reports its own. */
export async function ownSpeed(generator: TextGenerator, content: string, maxTokens: number): Promise<Speed> {
  const { timings, usage } = await generator.generate(content, { maxTokens })
  return { firstTokenMs: timings.firstTokenMs, tokenMs: 1000 / timings.tokensPerSecond, prompt: usage.inputTokens }
}
