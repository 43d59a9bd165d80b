export interface Entry {
  /** As it is imported: `tacet/redact`. */
  readonly name: string
  /** Its declarations, from the root of the project. */
  readonly file: string
}

export interface Declaration {
  readonly name: string
  readonly kind: 'function' | 'class' | 'interface' | 'type' | 'const' | 'let' | 'enum' | 'namespace'
  readonly exported: boolean
  readonly comment: string
  readonly text: string
  readonly file: string
}

export interface CommentParts {
  readonly words: string
  readonly examples: readonly string[]
  readonly tags: readonly { readonly name: string; readonly text: string }[]
}

export declare function entries(): Entry[]
export declare function exportedFrom(file: string): Map<string, Declaration>
export declare function parseDeclarations(text: string, file?: string): { declarations: Map<string, Declaration> }
export declare function members(text: string): { readonly comment: string; readonly code: string }[]
export declare function commentParts(comment: string): CommentParts
