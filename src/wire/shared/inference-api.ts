import type { Device, Runtime } from '../../shared/compute.js'
import type { EmbeddingCache } from '../../shared/embedding-cache.js'
import type { ModelSource, OperatingPoints } from '../../shared/model-manifest.js'
import type { LoadProgress } from '../../shared/progress.js'
import type { Task, TaskMap, TextToText } from '../../shared/tasks.js'
import type { WireOutput } from './packed-scores.js'
import type { Listener } from './transfer.js'

/** The calls that a page can make on a worker that runs models. The worker implements them, so both sides see one contract. */
export interface InferenceApi {
  /** Called once, before anything else. */
  configure(options: WorkerOptions): void
  /** Downloads, verifies, loads and probes a model. A second opening is cheap, and each opening needs its own closing. */
  open(
    source: ModelSource,
    task: Task,
    signal: AbortSignal,
    progress: Listener<LoadProgress>,
    accessToken: string | undefined,
  ): Promise<ModelInfo>
  run<T extends Task>(
    key: string,
    task: T,
    input: TaskMap[T]['input'],
    options: RunSettings,
    signal: AbortSignal,
    emit: Listener<TaskMap[T]['event']> | undefined,
  ): Promise<WireOutput<T>>
  close(key: string): Promise<void>
  diagnostics(): WorkerDiagnostics
  /** Whether every file of the model is stored already. */
  stored(source: ModelSource): Promise<boolean>
  listModels(): Promise<readonly StoredModel[]>
  deleteModel(id: string): Promise<boolean>
  pinModel(id: string, pinned: boolean): Promise<void>
  clearModels(): Promise<void>
  storageEstimate(): Promise<StorageEstimate>
}

/** The additional calls of the workers for encoders. */
export interface EncoderApi extends InferenceApi {
  /** Trains a linear classifier on vectors. The training takes up to seconds, so it does not run in the page. */
  trainHead(data: HeadExamples, signal: AbortSignal, onFold: Listener<readonly [number, number]>): Promise<TrainedHead>
}

export interface HeadExamples {
  /** One row of `dimensions` numbers for each example. */
  readonly vectors: Float32Array
  readonly dimensions: number
  /** The class of each row, from 0. */
  readonly classes: Int32Array
  readonly classCount: number
}

export interface TrainedHead {
  readonly weights: Float32Array
  readonly biases: Float32Array
  readonly temperature: number
  /** The share of right answers on examples that were left out of the training in turn. */
  readonly accuracy: number
}

export interface WorkerOptions {
  readonly device: Device
  readonly threads: number
}

interface RunSettings {
  /** Background work waits for interactive work, but never for ever. */
  readonly priority: 'interactive' | 'background'
  /** Where the vectors of earlier calls are kept, for the task `embed`. */
  readonly cache?: EmbeddingCache | undefined
}

/** The proof that a model computes rightly on this device. */
export type Proof = 'known-answers' | 'consistent' | 'none'

/** A loaded model. */
export interface ModelInfo {
  /** Identifies the model in later calls to the same worker. */
  readonly key: string
  /** The id of the model. */
  readonly id: string
  /** SHA-256 over the manifest: the same digest means the same numbers. */
  readonly digest: string
  /** How many bytes the model's files have. */
  readonly bytes: number
  /** `memory` where the browser granted no room: the model works, but is downloaded again next time. */
  readonly storage: 'opfs' | 'cache' | 'memory'
  /** Why the model could not be stored, where it should have been. */
  readonly warning?: string | undefined
  /** How long the model took to load. */
  readonly loadMs: number
  /** The program that computes the model. */
  readonly runtime: Runtime
  /** Why this program computes the model. */
  readonly reason: string
  /** The device on which the program computes. */
  readonly device: Device
  /** How many threads compute. */
  readonly threads: number
  /**
   * The precision of the numbers, if the model's files state it: `q8`, `q4f16`, or the type of a GGUF file such as
   * `Q4_0`.
   */
  readonly dtype?: string | undefined
  /**
   * The evidence that the model computes correctly here. `'known-answers'`: the model gave the answers that its files
   * list. `'consistent'`: the model gave the same scores for one text at once and in pieces. `'none'`: the model has no
   * known answers, so it was not tested.
   */
  readonly proof: Proof
  /** How many numbers a vector has, where the model makes vectors. */
  readonly dimensions?: number | undefined
  /** The labels of the model, where it has a fixed set. */
  readonly labels?: readonly string[] | undefined
  /** The score from which each of its labels is given, by the name of the operating point. */
  readonly operatingPoints?: OperatingPoints | undefined
  /** How many tokens a question and its answer may have together, where the model writes. */
  readonly contextWindow?: number | undefined
  /** The instructions of a model that turns one text into another. */
  readonly textToText?: TextToText | undefined
}

/** A model that the browser keeps for this site. */
export interface StoredModel {
  /** The id of the model. */
  readonly id: string
  /** The tasks that the model can do. */
  readonly tasks: readonly Task[]
  /** How many bytes its files take up now. */
  readonly bytes: number
  /** Whether the model can be used without a download. */
  readonly complete: boolean
  /** Pinned models stay when space is needed. */
  readonly pinned: boolean
  /** When the model was last used, in milliseconds since 1970. */
  readonly lastUsed: number
}

/** The storage that the browser grants this site for everything that it stores. */
export interface StorageEstimate {
  /** Where models are kept. */
  readonly storage: 'opfs' | 'cache' | 'memory'
  /** Bytes that are used. */
  readonly usage: number
  /** Bytes that the browser grants. */
  readonly quota: number
  /** Whether the browser promised not to remove the stored data when the disk runs low. */
  readonly persisted: boolean
}

/** The state of one worker. */
export interface WorkerDiagnostics {
  /** Where the worker computes. */
  readonly device: Device
  /** How many threads it has. */
  readonly threads: number
  /** Whether the worker is isolated, so that it may have several threads. */
  readonly crossOriginIsolated: boolean
  /** The models that the worker holds. */
  readonly models: readonly ModelInfo[]
}
