export type { FlagClient } from './flag-channel.js'
export { openReleases } from './open-releases.js'
export {
  type DefinePromptOptions,
  definePrompt,
  type PromptDefinition,
  type RenderOptions,
} from './prompt/define-prompt.js'
export { type ReadReleaseOptions, readRelease } from './read-release.js'
export type { PinnedModel, PinnedPrompt, RampStep, Release, ReleaseChannel } from './release.js'
export type { LoadedModel, ReleaseInForce } from './release-in-force.js'
export type { ReleaseProof } from './release-proof.js'
export { releaseSchema } from './release-schema.js'
export type {
  LoadedRelease,
  LoadReleaseOptions,
  ReleaseCounts,
  Releases,
  ReleasesOptions,
  RunWithOptions,
} from './releases.js'
export type { RunCounts } from './run-counts.js'
