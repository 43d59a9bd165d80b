/** The names of the functions of a kernel that take numbers and return nothing. */
export type PartFunctions<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (...args: never[]) => void ? Name : never
}[keyof Functions] &
  string

/** A part of the work: a call of one function. No part may read the results of another part of the same work. */
export interface Part<Functions> {
  readonly name: PartFunctions<Functions>
  readonly args: readonly number[]
  /** The argument that is an address of memory for intermediate results. Each worker adds its own distance to it. */
  readonly scratch?: { readonly argument: number; readonly bytes: number } | undefined
  /** Whether the function overwrites its input, so that it cannot be computed again. @default false */
  readonly inPlace?: boolean | undefined
}

export interface SharedCallsOptions<Functions> {
  readonly buffer: SharedArrayBuffer
  readonly functions: Functions
  /** All functions, in the order that all workers know. */
  readonly names: readonly PartFunctions<Functions>[]
  /** The number of this worker. The leader is number 0. */
  readonly worker: number
}

/** A helper was lost in the middle of parts that cannot be computed again. The team is closed. */
export class LostHelper extends Error {}

/** More parts do not fit six bits. */
export const MOST_PARTS = 63

/** The function, the place and the size of its scratch memory, the count of its arguments, and up to 13 arguments. */
const LINE = 17
const ARGUMENTS = 4

/** The shared words: the claimed parts, the finished parts, and the sleeping workers. */
const CLAIM = 0
const DONE = 1
const HELPERS_ASLEEP = 2
const LEADER_ASLEEP = 3
const WORDS_BYTES = 64

/** A wake-up takes up to 50 microseconds, and the next part mostly comes sooner. So a worker looks for a while before it sleeps. */
const AWAKE_MS = 0.2

/** Reading the clock takes longer than looking for work. */
const LOOKS = 64

/** A helper that is not done by then has died: no part takes so long. */
const LOST_MS = 5000

/**
 * The calls that workers with one memory make together. The leader lists the parts of a work. All workers claim one
 * part after the other, so no worker waits for a helper that the machine does not run. One word holds the number of the
 * work, the count of its parts and the next part: a late helper, which has seen an earlier work, can then claim
 * nothing.
 */
export class SharedCalls<Functions> {
  readonly #words: Int32Array<SharedArrayBuffer>
  readonly #lines: Float64Array<SharedArrayBuffer>
  readonly #functions: Functions
  readonly #names: readonly PartFunctions<Functions>[]
  readonly #worker: number
  #work = 0

  constructor({ buffer, functions, names, worker }: SharedCallsOptions<Functions>) {
    this.#words = new Int32Array(buffer, 0, WORDS_BYTES / 4)
    this.#lines = new Float64Array(buffer, WORDS_BYTES)
    this.#functions = functions
    this.#names = names
    this.#worker = worker
  }

  static newBuffer(): SharedArrayBuffer {
    return new SharedArrayBuffer(WORDS_BYTES + MOST_PARTS * LINE * 8)
  }

  /** Computes all parts with the helpers. Returns false where a helper was lost; then all parts have to be computed again. */
  lead(parts: readonly Part<Functions>[]): boolean {
    const words = this.#words
    for (const [index, part] of parts.entries()) this.#write(index, part)
    this.#work = (this.#work + 1) & 0xfffff
    Atomics.store(words, DONE, 0)
    Atomics.store(words, CLAIM, (this.#work << 12) | (parts.length << 6))
    if (Atomics.load(words, HELPERS_ASLEEP) > 0) Atomics.notify(words, CLAIM)
    while (this.#takePart());
    return this.#waitFor(parts.length)
  }

  /** Computes parts for ever. Only the end of the worker ends it. */
  help(): never {
    const words = this.#words
    let idleSince = performance.now()
    for (let looks = 1; ; looks += 1) {
      if (this.#takePart()) {
        idleSince = performance.now()
        continue
      }
      if (looks % LOOKS !== 0 || performance.now() - idleSince < AWAKE_MS) continue
      const claim = Atomics.load(words, CLAIM)
      if (hasPart(claim)) continue
      Atomics.add(words, HELPERS_ASLEEP, 1)
      Atomics.wait(words, CLAIM, claim)
      Atomics.sub(words, HELPERS_ASLEEP, 1)
      idleSince = performance.now()
    }
  }

  /** Claims a part and computes it. Returns false where no part is left. */
  #takePart(): boolean {
    const words = this.#words
    const claim = Atomics.load(words, CLAIM)
    if (!hasPart(claim)) return false
    if (Atomics.compareExchange(words, CLAIM, claim, claim + 1) !== claim) return true
    this.#compute(claim & 63)
    Atomics.add(words, DONE, 1)
    if (Atomics.load(words, LEADER_ASLEEP) > 0) Atomics.notify(words, DONE)
    return true
  }

  #waitFor(count: number): boolean {
    const words = this.#words
    const start = performance.now()
    for (let looks = 1; ; looks += 1) {
      const done = Atomics.load(words, DONE)
      if (done === count) return true
      if (looks % LOOKS !== 0) continue
      const waited = performance.now() - start
      if (waited > LOST_MS) return false
      if (waited < AWAKE_MS) continue
      Atomics.store(words, LEADER_ASLEEP, 1)
      Atomics.wait(words, DONE, done, LOST_MS)
      Atomics.store(words, LEADER_ASLEEP, 0)
    }
  }

  #write(index: number, { name, args, scratch }: Part<Functions>): void {
    const at = index * LINE
    const lines = this.#lines
    lines[at] = this.#names.indexOf(name)
    lines[at + 1] = scratch?.argument ?? -1
    lines[at + 2] = scratch?.bytes ?? 0
    lines[at + 3] = args.length
    for (let place = 0; place < args.length; place += 1) lines[at + ARGUMENTS + place] = args[place] as number
  }

  #compute(index: number): void {
    const at = index * LINE
    const lines = this.#lines
    const args = Array.from(lines.subarray(at + ARGUMENTS, at + ARGUMENTS + (lines[at + 3] as number)))
    const argument = lines[at + 1] as number
    if (argument >= 0) args[argument] = (args[argument] as number) + this.#worker * (lines[at + 2] as number)
    callPart(this.#functions, this.#names[lines[at] as number] as PartFunctions<Functions>, args)
  }
}

const hasPart = (claim: number): boolean => (claim & 63) < ((claim >> 6) & 63)

export function callPart<Functions>(
  functions: Functions,
  name: PartFunctions<Functions>,
  args: readonly number[],
): void {
  // Each part was made with the arguments of its function, which the compiler cannot follow through the list of parts.
  ;(functions[name] as (...each: number[]) => void)(...args)
}
