import type { GenerateInput } from '../../shared/tasks.js'
import type { LanguageModelApi, Sampling } from './language-model-api.js'

type Wanted = Pick<GenerateInput, 'temperature' | 'topK'>

/**
 * The sampling as numbers where the browser takes numbers (extensions, earlier versions), else the nearest mode. The API
 * refuses both together, and it refuses a temperature without a `topK`.
 */
export async function samplingFor(api: LanguageModelApi, { temperature, topK }: Wanted): Promise<Sampling> {
  const known = await api.params?.().catch(() => null)
  if (known == null) return { samplingMode: topK === 1 ? 'most-predictable' : modeOf(temperature) }
  return {
    temperature: Math.min(temperature, known.maxTemperature),
    topK: topK ?? (temperature === 0 ? 1 : known.defaultTopK),
  }
}

function modeOf(temperature: number): NonNullable<Sampling['samplingMode']> {
  if (temperature === 0) return 'most-predictable'
  if (temperature <= 0.5) return 'predictable'
  if (temperature <= 1) return 'balanced'
  return temperature <= 1.5 ? 'creative' : 'most-creative'
}

export const sameSampling = (a: Sampling, b: Sampling) =>
  a.samplingMode === b.samplingMode && a.temperature === b.temperature && a.topK === b.topK
