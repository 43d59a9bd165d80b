/** Parts of an AI SDK call that may be sent although the redactor cannot read them, or finds personal data in them. */
export interface Allowed {
  /**
   * Media types of files that are not text: `image/png`, or all images with `image` and a star after the slash.
   * @default []
   */
  readonly files?: readonly string[] | undefined
  /** Names of headers. Headers that carry a key (`authorization`, `x-api-key`, …) always pass. @default [] */
  readonly headers?: readonly string[] | undefined
  /**
   * Options of providers: all options of a provider with `'openai'`, a single option with `'openai.user'`. @default []
   */
  readonly providerOptions?: readonly string[] | undefined
  /** Names of tools and of formats. @default [] */
  readonly names?: readonly string[] | undefined
}

/** Whether a media type is on a list that may hold `image/*`. */
export function allowsFile({ files = [] }: Allowed, mediaType: string): boolean {
  const [kind] = mediaType.split('/')
  return files.some((listed) => listed === mediaType || listed === `${kind}/*` || listed === '*/*')
}
