export declare function modelPackageFiles(folder?: URL): { readonly path: string; readonly text: string }[]
export declare function modelIds(folder?: URL): string[]
