export declare function generatedDocuments(): { readonly file: string; readonly text: string }[]
export declare function writeGeneratedDocuments(): void
