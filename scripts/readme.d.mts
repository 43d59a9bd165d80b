export declare function readmeText(): string
