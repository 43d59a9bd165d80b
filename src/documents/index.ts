export { type Documents, type DocumentsOptions, openDocuments, type Passage } from './documents.js'
export type { DocumentEmbedder, IngestProgress, PutDocumentsOptions } from './ingest.js'
export type { SourceDocument } from './kept-document.js'
