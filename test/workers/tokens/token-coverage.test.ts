import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createTokenizer } from '../../../workers/tokens/tokenizer.js'

const read = (name: string) => {
  const file = new URL(`../../fixtures/tokenizers/${name}.json`, import.meta.url)
  return createTokenizer({ tokenizer: JSON.parse(readFileSync(file, 'utf8')), config: {} }, 64)
}

test.each(['xlm-roberta', 'albert', 't5', 'deberta', 'bert-uncased'])(
  '%s says that words of a script without pieces were not read',
  (name) => {
    const tokenizer = read(name)
    expect(tokenizer.encode('the text of the page').coverage).toBe(1)
    expect(tokenizer.encode('बिल्ली सो रही थी').coverage).toBe(0)
    expect(tokenizer.encode('the बिल्ली').coverage).toBeLessThan(1)
  },
)
