import { PreTrainedTokenizer } from '@huggingface/transformers'
import { expose } from 'comlink'
import { structuredOutput } from '../../workers/generation/constraint/constraint.js'
import { createSampler } from '../../workers/generation/sampler.js'
import { seededRandom } from '../../workers/generation/seeded-random.js'
import { vocabularyOf } from '../../workers/generation/vocabulary.js'

/** As many pieces as the large vocabularies of today have. */
const SIZE = 151_936
const END = SIZE - 1

/** The sign that byte-level vocabularies write for each byte. */
const signs = byteSigns()

function byteSigns(): string[] {
  let moved = 0
  return Array.from({ length: 256 }, (_, byte) => {
    if ((byte > 32 && byte < 127) || (byte > 160 && byte < 256 && byte !== 173)) return String.fromCharCode(byte)
    moved += 1
    return String.fromCharCode(255 + moved)
  })
}

const asSigns = (text: string) => Array.from(new TextEncoder().encode(text), (byte) => signs[byte]).join('')

/** All bytes, the pieces of JSON, numbers, and made words of the scripts that real vocabularies hold. */
function pieces(): string[] {
  const random = seededRandom(5)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string
  const found = new Set(signs)
  const glue = ['{', '}', '[', ']', '"', ',', ':', ' ', '\n', '  ', '\\']
  for (const a of glue) for (const b of glue) for (const c of ['', ...glue]) found.add(asSigns(a + b + c))
  for (let number = 0; number < 1000; number += 1) found.add(String(number))
  const syllables = [
    'a be ca de el fo ga hi in jo ka lo me ni or pa qu re sa ti un ve wo xy ze th ing tion er'.split(' '),
    'да не по ра то ли ва ко ми ст'.split(' '),
    [...'的一是不了人我在有他这中大来上国'],
    'é ü ñ ø ß ça œ'.split(' '),
  ]
  const starts = ['', ' ', ' ', '"', '_', '.']
  while (found.size < SIZE - 1) {
    const script = syllables[Math.min(3, Math.floor(random() * 5))] as string[]
    const count = 1 + Math.floor(random() * 5)
    const word = Array.from({ length: count }, () => pick(script)).join('')
    found.add(asSigns(pick(starts) + (random() < 0.2 ? word[0]?.toUpperCase() + word.slice(1) : word)))
  }
  return [...found]
}

const tokenizer = new PreTrainedTokenizer(
  {
    version: '1.0',
    added_tokens: [{ id: END, content: '<|end|>', special: true, lstrip: false, rstrip: false, normalized: false }],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel' },
    model: { type: 'BPE', vocab: Object.fromEntries(pieces().map((piece, id) => [piece, id])), merges: [] },
  },
  { tokenizer_class: 'PreTrainedTokenizerFast', eos_token: '<|end|>' },
)

expose({
  /**
   * Milliseconds that holding each token to the schema takes, for values of noise; what a model would compute between
   * them is left out. First what the beginning takes.
   */
  async hold(schema: object, values: number): Promise<{ beginMs: number; tokenMs: number[]; valid: number }> {
    const tokenMs: number[] = []
    let beginMs = 0
    let valid = 0
    for (let seed = 1; seed <= values; seed += 1) {
      const random = seededRandom(seed)
      const choose = createSampler({ temperature: 1, seed })
      const noise = Float32Array.from({ length: SIZE }, () => random() * 4)
      const started = performance.now()
      const vocabulary = vocabularyOf({ tokenizer, endTokens: new Set([END]) })
      const constraint = await structuredOutput.create({ schema, vocabulary, tokenizer })
      if (seed === 1) beginMs = performance.now() - started
      const tokens: number[] = []
      while (tokens.length < 4000) {
        // As after a step of a model: new scores every time.
        const scores = noise.slice(0)
        let added = performance.now()
        constraint.apply(tokens, scores)
        added = performance.now() - added
        let token = choose(scores)
        for (;;) {
          const asked = performance.now()
          const accepted = constraint.accepts(token)
          added += performance.now() - asked
          if (accepted) break
          scores[token] = Number.NEGATIVE_INFINITY
          token = choose(scores)
        }
        tokenMs.push(added)
        if (token === END) break
        tokens.push(token)
      }
      valid += isJson(tokenizer.decode(tokens)) ? 1 : 0
    }
    return { beginMs, tokenMs, valid }
  },
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
