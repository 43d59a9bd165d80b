import type { PromptOrigin } from '../calls/prompt-origin.js'
import type { RenderedPrompt } from '../generate/rendered-prompt.js'
import type { GuardPolicy } from '../guard/policy.js'
import { NlpError } from '../shared/errors.js'
import type { Task } from '../shared/tasks.js'
import type { PromptDefinition, RenderOptions } from './prompt/define-prompt.js'
import { promptOf } from './read-release.js'
import type { PinnedModel, Release, ReleaseChannel } from './release.js'

/** The release that a device uses now, in its channel. */
export interface ReleaseInForce {
  /** The id of the release. */
  readonly id: string
  /** The channel of this device. */
  readonly channel: string
  /** The policy of the guard, where the release pins one. It is the same object as long as the release and the channel are. */
  readonly guard: GuardPolicy | undefined
  /** Thresholds, by name. */
  readonly thresholds: Readonly<Record<string, number>>
  /** Models, by task. */
  readonly models: Readonly<Partial<Record<Task, PinnedModel>>>
  /** The prompts, by name. */
  readonly prompts: Readonly<Record<string, PromptDefinition>>
  /** Fills in a prompt. Results of a generator then name the prompt, the release and the channel. */
  render(name: string, variables?: Readonly<Record<string, unknown>>, options?: RenderOptions): RenderedPrompt
  /** Throws `model-corrupt` if a loaded model is not the one that the release pins for the task. */
  requireModel(task: Task, loaded: LoadedModel): void
}

/** A model that was loaded: an embedder, a classifier, a generator and the like. */
export interface LoadedModel {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights, if the engine reports it. */
  readonly digest?: string | undefined
}

/** A channel with the parts that it takes from `stable`. */
export function mergedChannel({ channels }: Release, name: string): ReleaseChannel {
  const { stable } = channels
  const own = channels[name] ?? stable
  return {
    ...own,
    prompts: { ...stable.prompts, ...own.prompts },
    models: { ...stable.models, ...own.models },
    thresholds: { ...stable.thresholds, ...own.thresholds },
    guard: own.guard ?? stable.guard,
  }
}

export function inForce(release: Release, channel: string, known: readonly PromptDefinition[]): ReleaseInForce {
  const { prompts: pins = {}, models = {}, thresholds = {}, guard } = mergedChannel(release, channel)
  const entries = Object.entries(pins).map(([name, pin]) => [name, promptOf(name, pin, known, name)] as const)
  const prompts: Readonly<Record<string, PromptDefinition>> = Object.fromEntries(entries)
  return {
    id: release.id,
    channel,
    guard,
    thresholds,
    models,
    prompts,
    render(name, variables, options) {
      const prompt = Object.hasOwn(prompts, name) ? prompts[name] : undefined
      if (prompt === undefined) {
        const names = Object.keys(prompts).join(', ') || 'none'
        throw new TypeError(`The release ${release.id} has no prompt ${JSON.stringify(name)}; it has ${names}`)
      }
      const rendered = prompt.render(variables, options)
      const origin: PromptOrigin = { ...rendered.prompt, release: release.id, channel }
      return { ...rendered, prompt: origin }
    },
    requireModel(task, { model, digest }) {
      const pin = models[task]
      if (pin === undefined) throw new TypeError(`The release ${release.id} pins no model for ${task}`)
      if (pin.id === model && pin.digest === digest) return
      const loaded = pin.id === model ? `the digest ${digest ?? 'unknown'}` : `the model ${model}`
      const wanted = pin.id === model ? pin.digest : pin.id
      throw new NlpError(
        'model-corrupt',
        `The release ${release.id} pins ${wanted} for ${task}, but ${loaded} was loaded. Load the pinned model, or change the release.`,
        { details: { release: release.id, task } },
      )
    },
  }
}
