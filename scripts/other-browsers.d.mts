export type OtherBrowser = 'firefox' | 'webkit'
export declare const otherBrowsers: readonly OtherBrowser[]
export declare function findOtherBrowser(name: OtherBrowser): string | undefined
export declare function ensureOtherBrowser(name: OtherBrowser): string | undefined
