import { describe, expect, test } from 'vitest'
import { credentials } from '../../../src/redact/recognizers/global/credentials.js'
import { jsonWebToken } from '../../../src/redact/recognizers/global/json-web-token.js'
import { privateKey } from '../../../src/redact/recognizers/global/private-key.js'
import { secretAssignment } from '../../../src/redact/recognizers/global/secret-assignment.js'
import { secretKey } from '../../../src/redact/recognizers/global/secret-key.js'
import { providers } from '../../../src/redact/recognizers/global/secret-providers.js'
import { entropyOf, isPlaceholder } from '../../../src/redact/recognizers/global/secret-text.js'
import { valuesFound } from './values-found.js'

// Put together here, so that no scanner takes this file for a leak.
const random = 'q7Zt2Xw9Lk4Vb8Nc1Mf6Hs3Jd5Gp0RyTaEuWiOx'
const hex = '3fa9c1d07be4826519ad0c7f3be82d46917c05fa'

const keys: readonly string[] = [
  `ghp_${random.slice(0, 36)}`,
  `github_${'pat_'}${random.repeat(3).slice(0, 82)}`,
  `AKIA${'QZ7TXW4LKVBNCMFH'}`,
  `AIza${random.slice(0, 35)}`,
  `sk-ant-api03-${random.repeat(3).slice(0, 93)}AA`,
  `sk-proj-${random.repeat(2)}`,
  `glpat-${random.slice(0, 20)}`,
  `xoxb-781236542736-2364535789652-${random.slice(0, 24)}`,
  `${'sk'}_live_${random.slice(0, 24)}`,
  `SG.${random.slice(0, 22)}.${random.repeat(2).slice(0, 43)}`,
  `npm_${random.slice(0, 36)}`,
  `hf_${'qZtXwLkVbNcMfHsJdGpRyTaEuWiOxqZtXw'}`,
  `dop_v1_${hex.repeat(2).slice(0, 64)}`,
  `shpat_${hex.slice(0, 32)}`,
  `123456789:A${random.slice(0, 34)}`,
  `SK${hex.slice(0, 32)}`,
  `r8_${random.slice(0, 37)}`,
]

describe('keys of known providers', () => {
  test.for(keys)('%s', async (key) => {
    for (const text of [key, `use ${key}.`, `KEY="${key}"`, `{"a":"${key}"}`, `漢字 ${key}`]) {
      expect(await valuesFound(secretKey, text)).toEqual([key])
    }
    expect(await valuesFound(secretKey, `${key}${key}`.slice(1, -5))).not.toContain(key.slice(1))
  })

  test('at least 40 providers are known', () => {
    expect(new Set(providers.map(([provider]) => provider)).size).toBeGreaterThanOrEqual(40)
  })

  test('every literal that is looked for first is a part of its shape', () => {
    const loose = providers.filter(([, literal, shape]) => !plain(shape).includes(literal) && literal.length > 3)
    expect(loose.map(([provider, literal]) => `${provider} ${literal}`)).toEqual([])
  })

  test.for([
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'AKIAXXXXXXXXXXXXXXXX',
    'sk-ant-short',
    'hf_requiredcharacteristictypesfordisplay',
    'xoxb-my-bot-token',
  ])('%s is not a key', async (text) => {
    expect(await valuesFound(secretKey, text)).toEqual([])
  })
})

function plain(shape: string): string {
  return shape
    .replaceAll('\\.', '.')
    .replaceAll('\\/', '/')
    .replaceAll('\\|', '|')
    .replace(/do\[opr\]/, '')
}

describe('assigned secrets', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['api_key = "f7Kq92LmXz81Vb"', ['f7Kq92LmXz81Vb']],
    [`export TOKEN=${hex}`, [hex]],
    [`{"client_secret": "${random}"}`, [random]],
    ['password: hunter2!', ['hunter2!']],
    ['my password is Tr0ub4dor&3', ['Tr0ub4dor&3']],
    ['Passwort: geheim123', ['geheim123']],
    ['пароль: qwerty12', ['qwerty12']],
    [`Authorization: Bearer ${random}`, [random]],
    ['token: YOUR_API_KEY', []],
    ['token = process.env.API_TOKEN', []],
    ['password: $PASSWORD', []],
    ['password: {{PASSWORD}}', []],
    ['password is required', []],
    ['secret = getSecret("name")', []],
    [`session=${hex} dur=18ms`, [hex]],
    [`Cookie: PHPSESSID=${random}; sid=12`, [random]],
    [`deleted; session id ${hex}; took 2s`, [hex]],
    [`export ACCOUNT_SID=${hex}`, [hex]],
    [`user_sid: ${hex}`, [hex]],
    ['{"access_token":"ya29.a0AfH6SMBx7Qk2Lr9PzVw3TtYy8Uu5"}', ['ya29.a0AfH6SMBx7Qk2Lr9PzVw3TtYy8Uu5']],
    ['token = settings.auth2.accessTokenOfTheUser1', []],
    ['the session: morning, sid: 4', []],
    ['MOT_DE_PASSE=Brume!2031x', ['Brume!2031x']],
    ['haslo=Sowa_5521', ['Sowa_5521']],
    ['the password Kf7!dune does not work', ['Kf7!dune']],
    ['the password SHA-256 hashing needs', []],
    ['die Kennwort Richtlinie2 gilt', []],
    ['wifi pw its Otter%Lake7 ok', ['Otter%Lake7']],
    ['a senha do portal é Lua*8812', ['Lua*8812']],
    ['the password for the printer is gR4pe-fruit!', ['gR4pe-fruit!']],
    [`klucz_api=${random}`, [random]],
    [`clave_secreta = "${random}"`, [random]],
    ['key: value', []],
    ['tokenizer = "bert-base-uncased"', []],
    ['monkey: banana1234', []],
    ['API_KEY=<your key here>', []],
    ['token=abc123def456...', []],
    ['Authorization: Bearer XXXXXXXXXXXXXXXXXXXX', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(secretAssignment, text)).toEqual(values)
  })
})

describe('tokens, keys and credentials by structure', () => {
  const header = btoa('{"alg":"HS256","typ":"JWT"}').replaceAll('=', '')
  const token = `${header}.${btoa('{"sub":"1234567890"}').replaceAll('=', '')}.${random}`

  test('a JSON Web Token whose header decodes is proven, one that does not is likely', async () => {
    expect(await jsonWebToken.recognize(`cookie ${token};`)).toMatchObject([
      { start: 7, end: 7 + token.length, score: 1, tier: 'checksum' },
    ])
    const [broken] = await jsonWebToken.recognize(token.replace('eyJh', 'eyJx'))
    expect(broken).toMatchObject({ tier: 'pattern' })
    expect(await jsonWebToken.recognize('eyJ.eyJ. ey eyJhbGciOi')).toEqual([])
  })

  test('a private key is covered from its first to its last line, and to the end of its text where that is cut off', async () => {
    const kind = 'PRIVATE KEY'
    const body = `${`${random}${random}`.slice(0, 64)}\n${hex}==`
    const key = `-----BEGIN RSA ${kind}-----\n${body}\n-----END RSA ${kind}-----`
    expect(await valuesFound(privateKey, `a\n${key}\nb`)).toEqual([key])
    expect(await valuesFound(privateKey, `${key}${key}`)).toEqual([key, key])
    expect(await valuesFound(privateKey, `"${key.replaceAll('\n', '\\n')}"`)).toEqual([key.replaceAll('\n', '\\n')])
    const cut = `-----BEGIN ${kind}-----\n${body}`
    expect(await valuesFound(privateKey, cut)).toEqual([cut])
    expect(await valuesFound(privateKey, `-----BEGIN ${kind}-----\nanything\n-----END ${kind}-----`)).toEqual([])
    expect(
      await valuesFound(
        privateKey,
        '-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJB\n-----END PUBLIC KEY-----',
      ),
    ).toEqual([])
  })

  test.for<readonly [string, readonly string[]]>([
    ['postgres://app:s3cr3tpw@db.example.com/x', ['s3cr3tpw']],
    ['redis://:p4ssw0rd@localhost', ['p4ssw0rd']],
    ['curl -u elastic:P@ssw0rd1 https://localhost', ['elastic:P@ssw0rd1']],
    ["curl -u 'test:test'", []],
    ['postgres://user:password@host', []],
    ['https://example.com:8080/a@b', []],
    ['postgres://app:$PASSWORD@db', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(credentials, text)).toEqual(values)
  })

  test('placeholders are told from values', () => {
    for (const value of ['xxxxxxxxxx', 'YOUR_TOKEN', '{{X}}', '<key>', '********', 'changeme', 'aaaaaaaaaa'])
      expect(isPlaceholder(value), value).toBe(true)
    for (const value of [random, hex, 'hunter2']) expect(isPlaceholder(value), value).toBe(false)
    expect(entropyOf('aaaa')).toBeCloseTo(0)
    expect(entropyOf('abcd')).toBe(2)
  })
})
