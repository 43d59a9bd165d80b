export declare function catalogSource(folder?: URL): string
