// The functions that the panels of the demo show as plain TypeScript. test/docs/shown-code.test.ts checks their types.
declare module 'virtual:shown-code/ask' {
  export function ask(question: string, show: (text: string) => void): Promise<import('tacet').Answer>
}
declare module 'virtual:shown-code/classify' {
  export function classify(text: string): Promise<import('tacet').Classification>
}
declare module 'virtual:shown-code/classify-learnt' {
  export function classify(text: string): Promise<import('tacet').Classification>
}
declare module 'virtual:shown-code/redact' {
  export function hide(text: string): Promise<import('tacet/redact').Redaction>
}
declare module 'virtual:shown-code/search' {
  export function search(query: string): Promise<import('tacet/store').Hit<import('tacet/store').VectorRecord>[]>
}
declare module 'virtual:shown-code/write' {
  export function write(prompt: string, show: (text: string) => void): Promise<import('tacet').Generation>
}
