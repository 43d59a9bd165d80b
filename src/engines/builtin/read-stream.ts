/** Reads the deltas of one of the browser's models, and gives the whole text. A failure or an abort in between ends the model's work. */
export async function readStream(stream: ReadableStream<string>, emit: (delta: string) => void): Promise<string> {
  const reader = stream.getReader()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text
      text += value
      emit(value)
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
