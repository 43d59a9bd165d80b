/** The kernels' sources, without `.wat`, from the project's root. */
export declare const kernels: readonly string[]
export declare function assembleKernel(kernel: string): Promise<string>
