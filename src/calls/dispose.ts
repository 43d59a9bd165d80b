// The reference stays in the declarations, so an app whose settings name no library for `await using` gets it with this package.
/// <reference lib="esnext.disposable" preserve="true" />

// Safari has no Symbol.asyncDispose yet; compilers that lower `await using` look for this very key on Symbol.
export const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? (Symbol.for('Symbol.asyncDispose') as typeof Symbol.asyncDispose)

/** Something that the caller created or opened, and must close. Closing twice is fine. */
export interface Resource extends AsyncDisposable {
  /** Releases everything that the resource holds. A second call does nothing; a use after it rejects with code 'closed'. */
  close(): Promise<void>
}
