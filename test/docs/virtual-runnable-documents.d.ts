declare module 'virtual:runnable-documents' {
  export const runnable: readonly {
    /** The file and the line of the code. */
    readonly place: string
    /** What the document says that the code prints. */
    readonly output: string
    run(): Promise<unknown>
  }[]
}
