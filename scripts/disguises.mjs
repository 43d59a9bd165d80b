const LOOK_ALIKES = { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р' }
const DIGITS = { e: '3', i: '1', o: '0' }

/** How an attacker may write a text so that a filter does not know its words. */
export const WAYS = {
  openly: (text) => text,
  'invisible signs between letters': (text) => [...text].join('\u200b'),
  'look-alike letters': (text) => text.replace(/[aceiop]/g, (letter) => LOOK_ALIKES[letter]),
  'spaced letters': (text) => text.replace(/\p{L}{4,}/gu, (word) => ` ${[...word].join(' ')} `),
  'all letters spaced': (text) =>
    text
      .split(' ')
      .map((word) => [...word].join(' '))
      .join('  '),
  'digits for letters': (text) => text.replace(/(?<=[a-z])[eio](?=[a-z])/g, (letter) => DIGITS[letter]),
  base64: (text) => Buffer.from(text).toString('base64'),
}
