declare module 'virtual:runnable-documents' {
  export const runnable: readonly {
    /** The file and the line of the code. */
    readonly place: string
    /** What the document says that the code prints. */
    readonly output: string
    run(): Promise<unknown>
  }[]
}

declare module 'virtual:document-block/docs/recipes/vue.md/0' {
  import type { ShallowRef } from 'vue'

  export function useTacet<Model extends { close(): Promise<void> }>(
    create: (options: { signal: AbortSignal }) => Promise<Model>,
  ): { readonly model: ShallowRef<Model | undefined>; readonly error: ShallowRef<unknown> }
  export function useTacetCall<Result>(call: (signal: AbortSignal) => Promise<Result> | undefined): {
    readonly result: ShallowRef<Result | undefined>
    readonly error: ShallowRef<unknown>
  }
}
