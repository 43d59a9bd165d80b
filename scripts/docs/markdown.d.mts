export interface Heading {
  readonly level: number
  readonly title: string
  readonly id: string
  readonly line: number
}

export interface Link {
  readonly address: string
  readonly line: number
}

export interface CodeBlock {
  /** The first word behind the fence. */
  readonly language: string
  /** The other words behind the fence. */
  readonly words: readonly string[]
  readonly code: string
  /** The line of the first line of code. */
  readonly line: number
}

export interface MarkdownParts {
  readonly headings: readonly Heading[]
  readonly links: readonly Link[]
  readonly anchors: ReadonlySet<string>
  readonly blocks: readonly CodeBlock[]
}

export declare function markdownFiles(folder?: string): string[]
export declare function readMarkdown(path: string): MarkdownParts
export declare function parseMarkdown(text: string): MarkdownParts
export declare function plainText(inline: {
  readonly children?: readonly { type: string; content: string }[] | null
}): string
export declare function slugger(): (title: string) => string
