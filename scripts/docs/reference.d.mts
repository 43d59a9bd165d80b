import type { Entry } from './declarations.mjs'

export declare function referencePage(entry: Entry): string
export declare function referencePath(entry: Pick<Entry, 'name'>): string
