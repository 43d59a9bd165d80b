/** The progress while a model is made ready. `loaded` never falls, starts at 0 and ends at `total`. */
export type LoadProgress =
  | { readonly type: 'download'; readonly loaded: number; readonly total: number }
  | { readonly type: 'prepare' }
  | { readonly type: 'ready'; readonly engine: string }
