/** The call of a tool that arrives in pieces. It finds the end of its JSON arguments without parsing them again. */
export class ToolCallDraft {
  id = ''
  name = ''
  arguments = ''
  #depth = 0
  #inString = false
  #escaped = false
  #closed = false

  /** Whether the arguments are a whole object, so that nothing more can follow. */
  get complete(): boolean {
    return this.#closed
  }

  append(piece: string): void {
    this.arguments += piece
    for (const sign of piece) this.#read(sign)
  }

  #read(sign: string): void {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false
      else if (sign === '\\') this.#escaped = true
      else if (sign === '"') this.#inString = false
    } else if (sign === '"') this.#inString = true
    else if (sign === '{' || sign === '[') this.#depth += 1
    else if (sign === '}' || sign === ']') {
      this.#depth -= 1
      if (this.#depth === 0) this.#closed = true
    }
  }
}
