export declare function generatedDocuments(): { readonly file: string; readonly text: string }[]
