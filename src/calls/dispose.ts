// Kept in the declarations: an app whose settings name no library for `await using` gets it with this package.
/// <reference lib="esnext.disposable" preserve="true" />

// Safari has no Symbol.asyncDispose yet; compilers that lower `await using` look for this very key on Symbol.
export const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? (Symbol.for('Symbol.asyncDispose') as typeof Symbol.asyncDispose)

/** What was created or opened and must be closed by whoever did. Closing twice is fine. */
export interface Resource extends AsyncDisposable {
  /** Gives back what it holds. A second call does nothing; a use after it rejects with code 'closed'. */
  close(): Promise<void>
}
