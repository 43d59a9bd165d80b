import type { Entry } from './declarations.mjs'

export declare function referencePage(entry: Entry): string
export declare function referencePath(entry: Pick<Entry, 'name'>): string
export declare function members(text: string): readonly { readonly comment: string; readonly code: string }[]
