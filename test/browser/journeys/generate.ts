import { createGenerator } from 'tacet'

export async function write(prompt: string, model: string, show: (text: string) => void, signal: AbortSignal) {
  const generator = await createGenerator({ model })
  const stream = generator.stream(prompt, { signal, maxTokens: 64, seed: 1 })
  for await (const text of stream) show(text)
  const { finishReason, usage } = await stream.result
  await generator.close()
  return { finishReason, words: usage.outputTokens }
}
