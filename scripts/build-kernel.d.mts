export declare function assembleKernel(): Promise<string>
