/** Texts with values that are hidden rightly and look-alikes that are hidden wrongly, the same ones every time. */
export function generateTexts(count, seed = 7) {
  const random = generator(seed)
  return Array.from({ length: count }, () => fill(pick(random, TEMPLATES), random))
}

/** {NAME} is a value to hide, <NAME> a look-alike to keep. */
const TEMPLATES = [
  'Hello, please update my e-mail to {EMAIL} and my phone to {PHONE}. My order is <ORDER>.',
  'Charge the card {CARD} for invoice <INVOICE>, total <PRICE>, before <TIME>.',
  'The refund for order <ORDER> goes to {IBAN}. Questions to {EMAIL}, please.',
  'Login from {IPV4} failed at <TIME>; the client runs version <VERSION> (build <HASH>).',
  'SSN {SSN} was entered on page <COUNT> of form <INVOICE>. Call {PHONE} if that is wrong.',
  'Router {MAC} has the address {IPV6}; firmware <VERSION> was released in <YEAR>.',
  'We shipped <COUNT> boxes, tracking <TRACKING>, ISBN <ISBN>. The driver can be reached at {PHONE}.',
  'Customer wrote: "my card is {CARD}, the old one ended in <COUNT>". Reply to {EMAIL}.',
  'Between <YEAR> and <YEAR> sales rose from <PRICE> to <PRICE>; see table <COUNT>.',
  'Commit <HASH> closes ticket <ORDER>; reviewers spent <COUNT> hours on version <VERSION>.',
  'Patient SSN: {SSN}; IBAN: {IBAN}; mobile: {PHONE}; mail: {EMAIL}; visits: <COUNT>.',
  'GET /v2/items?limit=<COUNT> from {IPV4} took <COUNT> ms, request <HASH>.',
]

const MAKERS = {
  EMAIL: (random) =>
    `${pick(random, ['maria.lopez', 'j_doe', 'k.o+news', 'info-desk', 'anna1987'])}@${pick(random, ['example.com', 'mail.example.org', 'corp-site.co.uk', 'uni.example.edu'])}`,
  PHONE: (random) => {
    const [area, exchange, line] = [
      `${pick(random, ['212', '415', '305', '617', '702'])}`,
      `55${digit(random)}`,
      digits(random, 4),
    ]
    return pick(random, [
      `+1 ${area} ${exchange} ${line}`,
      `(${area}) ${exchange}-${line}`,
      `${area}-${exchange}-${line}`,
      `+1${area}${exchange}${line}`,
    ])
  },
  CARD: (random) => {
    const number = withLuhn(pick(random, ['411111', '555555', '601111', '222300', '453201']) + digits(random, 9))
    const separator = pick(random, [' ', '-', ''])
    return number.match(/.{4}/g).join(separator)
  },
  IBAN: (random) => {
    const [country, length] = pick(random, [
      ['DE', 18],
      ['NL', 0],
      ['FR', 23],
    ])
    const account = country === 'NL' ? `ABNA${digits(random, 10)}` : digits(random, length)
    const iban = country + ibanCheck(country, account) + account
    return pick(random, [iban, iban.match(/.{1,4}/g).join(' ')])
  },
  SSN: (random) =>
    `${100 + Math.floor(random() * 500)}-${10 + Math.floor(random() * 89)}-${1000 + Math.floor(random() * 8999)}`,
  IPV4: (random) => [203, 0, 113, 1 + Math.floor(random() * 254)].join('.'),
  IPV6: (random) => `2001:db8:${hex(random, 4)}::${hex(random, 3)}`,
  MAC: (random) => Array.from({ length: 6 }, () => hex(random, 2)).join(':'),
  ORDER: (random) => digits(random, 8),
  INVOICE: (random) => `INV-${digits(random, 6)}`,
  PRICE: (random) => `$${1 + Math.floor(random() * 9)},${digits(random, 3)}.${digits(random, 2)}`,
  TIME: (random) => `1${digit(random) % 10}:${10 + Math.floor(random() * 49)}`,
  VERSION: (random) => `${digit(random)}.${digit(random)}.${Math.floor(random() * 40)}`,
  HASH: (random) => hex(random, 12),
  COUNT: (random) => String(2 + Math.floor(random() * 90)),
  YEAR: (random) => String(1990 + Math.floor(random() * 35)),
  TRACKING: (random) => `1Z${digits(random, 3)}AA1${digits(random, 10)}`,
  ISBN: () => '978-3-16-148410-0',
}

function fill(template, random) {
  const values = []
  const kept = []
  const text = template.replace(/\{(\w+)\}|<(\w+)>/g, (_, hidden, shown) => {
    const value = MAKERS[hidden ?? shown](random)
    ;(hidden ? values : kept).push(value)
    return value
  })
  return { text, values, kept }
}

function withLuhn(digits) {
  for (let last = 0; ; last += 1) if (luhn(digits + last) === 0) return digits + last
}

function luhn(number) {
  const doubled = [...number].reverse().map((character, index) => Number(character) * (index % 2 === 1 ? 2 : 1))
  return doubled.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10
}

function ibanCheck(country, account) {
  const number = [...`${account}${country}00`].map((character) => Number.parseInt(character, 36)).join('')
  return String(98n - (BigInt(number) % 97n)).padStart(2, '0')
}

const pick = (random, list) => list[Math.floor(random() * list.length)]
const digit = (random) => Math.floor(random() * 10)
const digits = (random, length) => Array.from({ length }, () => digit(random)).join('')
const hex = (random, length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')

/** Mulberry32: small, and the same numbers on every machine. */
function generator(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
