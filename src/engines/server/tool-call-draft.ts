/** The call of a tool while it comes in pieces. It knows where the JSON object of its arguments ends without parsing it anew. */
export class ToolCallDraft {
  id = ''
  name = ''
  arguments = ''
  #depth = 0
  #inString = false
  #escaped = false
  #closed = false

  /** Whether the arguments are a whole object, behind which nothing more can come. */
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
