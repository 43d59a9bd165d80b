import type { UserConfig } from 'vite'
export declare const isolationHeaders: Readonly<Record<string, string>>
export declare const sharedConfig: UserConfig
