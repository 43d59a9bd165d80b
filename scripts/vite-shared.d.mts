import type { Alias, UserConfig } from 'vite'
export declare const sharedConfig: UserConfig & {
  readonly resolve: { readonly alias: Alias[] }
  readonly optimizeDeps: { readonly exclude: string[] }
}
