import { useState, useSyncExternalStore } from 'react'
import type { LoadProgress } from '../shared/progress.js'
import {
  type ClosableModel,
  holdModel,
  LOADING,
  type LoadOptions,
  type ModelHolder,
  type ModelState,
} from './model-holder.js'
import { sameOptions } from './same-options.js'

export type { ClosableModel, ModelState }

/** The state of a model, and another try where its load failed. */
export type UsedModel<Model> = ModelState<Model> & {
  /** Loads again after a failure. */
  readonly retry: () => void
}

/** A function that makes a model, such as `createEmbedder`. */
export type CreateModel = (...options: never[]) => Promise<ClosableModel>

/** The options of such a function that a component may set. The hook stops the load itself. */
export type OptionsOf<Create extends CreateModel> = Omit<NonNullable<Parameters<Create>[0]>, 'signal'>

type ModelOf<Create extends CreateModel> = Awaited<ReturnType<Create>>

interface Held<Create extends CreateModel> {
  readonly options: OptionsOf<Create>
  readonly holder: ModelHolder<ModelOf<Create>>
}

/**
 * Loads a model for a component, and closes it when the component is removed. Components that ask for the same model
 * share its load and its memory. Options are compared by their content; a change loads the new model. `create` must
 * always be the same function, because a change of it alone is not seen. On a server the model is `loading`.
 *
 * @example
 * const { status, model } = useModel(createClassifier, { model: 'sentiment' })
 */
export function useModel<Create extends CreateModel>(
  create: Create,
  options: OptionsOf<Create> = {} as OptionsOf<Create>,
): UsedModel<ModelOf<Create>> {
  const [kept, keep] = useState<Held<Create>>(() => hold(create, options))
  let held = kept
  if (!sameOptions(withoutListener(kept.options), withoutListener(options))) {
    held = hold(create, options)
    keep(held)
  }
  const { holder } = held
  const state = useSyncExternalStore(holder.subscribe, holder.state, loading)
  return { ...state, retry: holder.retry }
}

const loading = () => LOADING

/** A component writes the listener again on each render, which must not load the model again. */
function withoutListener({ onProgress: _, ...options }: LoadOptions): object {
  return options
}

function hold<Create extends CreateModel>(create: Create, options: OptionsOf<Create>): Held<Create> {
  const load = create as unknown as (options: LoadOptions) => Promise<ModelOf<Create>>
  const own: LoadOptions = options
  const holder = holdModel<ModelOf<Create>>(({ onProgress, signal }) => {
    const both = (progress: LoadProgress) => {
      onProgress?.(progress)
      own.onProgress?.(progress)
    }
    return load({ ...own, onProgress: both, signal })
  })
  return { options, holder }
}
