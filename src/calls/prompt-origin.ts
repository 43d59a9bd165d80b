/** Where a prompt comes from, so that its answers can be told apart from those of other versions. It holds no text. */
export interface PromptOrigin {
  /** The name of the prompt. */
  readonly name: string
  /** The variant of the prompt, where it has one. */
  readonly variant?: string | undefined
  /** The version: the beginning of the SHA-256 of the prompt's source. */
  readonly version: string
  /** The id of the release that pins the prompt, where a release does. */
  readonly release?: string | undefined
  /** The channel of that release. */
  readonly channel?: string | undefined
}
