/** The part of a client for feature flags that is used. The web client of OpenFeature fits. */
export interface FlagClient {
  /** The value of a flag, with its details. */
  getStringDetails(key: string, fallback: string): { readonly value: string; readonly errorCode?: unknown }
}

/** A flag that fails leaves the choice to the shares. */
export function flagChannel(client: FlagClient, key: string): string | undefined {
  try {
    const { value, errorCode } = client.getStringDetails(key, '')
    return errorCode === undefined && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}
