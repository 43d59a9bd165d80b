import type { UserConfig } from 'vite'
export declare const sharedConfig: UserConfig
