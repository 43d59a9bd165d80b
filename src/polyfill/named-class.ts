/** Gives a class the name that it has in the browser, which code may print or compare. */
export function named<Class extends { readonly prototype: object }>(name: string, made: Class): Class {
  Object.defineProperty(made, 'name', { value: name, configurable: true })
  Object.defineProperty(made.prototype, Symbol.toStringTag, { value: name, configurable: true })
  return made
}
