import { expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.js'

const redactor = createRedactor()

async function found(text: string): Promise<(readonly [type: string, value: string])[]> {
  return (await redactor.detect(text)).map(({ type, start, end }) => [type, text.slice(start, end)])
}

test.each([
  ['IBAN', 'IBAN ', 'DE89 3704 0044\n0532 0130 00', ''],
  ['IBAN', 'Pay to ', 'DE89 3704 0044 \n0532 0130 00', '.'],
  ['IBAN', '', 'DE893704004405\n32013000', '\nThanks'],
  ['IBAN', '(', 'GB82 WEST 1234\r\n5698 7654 32', ')'],
  ['US_SSN', 'My SSN is ', '536-90-\n4399', '.'],
  ['US_SSN', 'My SSN is ', '536-\n90-4399', ''],
  ['US_SSN', 'My SSN is ', '536-90\n-4399', ', ok'],
  ['IP_ADDRESS', 'My IP is ', '203.0.113.\n77', ', see'],
  ['IP_ADDRESS', 'My IP is ', '203.0.\n113.77', ''],
  ['IP_ADDRESS', 'My IP is ', '203.\n0.113.77', '.'],
  ['IP_ADDRESS', 'My IP is ', '203.0\n.113.77', '.'],
  ['PHONE', 'Call ', '512-555-\n0166', ' now'],
  ['US_SSN', 'My SSN is ', '536-9O-4399', '.'],
  ['US_SSN', 'SSN: ', '536-90-439O', ''],
  ['CREDIT_CARD', 'card ', '4111 1111 1111 11l1', ''],
  ['CREDIT_CARD', 'card ', '4111 1111 1I11 1111', ', exp'],
  ['PHONE', 'Call ', '512-555-O166', '.'],
  ['PHONE', 'phone ', '+1 415 555 O132', ''],
  ['IBAN', 'IBAN ', 'DE89 37O4 0044 0532 0130 00', ''],
  ['US_SSN', 'ssn=', '536%2D90%2D4399', '&x=1'],
  ['US_SSN', 'ssn%20', '536%2D90%2D4399', ''],
  ['CREDIT_CARD', 'card%20', '4111%201111%201111%201111', ''],
  ['CREDIT_CARD', 'card=', '4111+1111+1111+1111', '&exp=1'],
  ['PHONE', '', '%2B49%2030%201234567', ''],
  ['PHONE', 'call%20', '%28512%29%20555-0166', ''],
  ['PHONE', 'phone%3A%20', '512-555-0166', ''],
  ['EMAIL', 'to=', 'jo%40example.com', '&x'],
])('%s after %j: %j before %j', async (type, before, value, after) => {
  expect(await found(before + value + after)).toEqual([[type, value]])
})

test.each([
  '1.1.\n1.2.\n2.1.',
  'see sections 1.1.\n1.2. and on',
  'Total 3.5\n.5 more',
  'rows 12\n-14',
  'from 2024-01\n-15 on',
  'It took 5000 l\n400 km',
  'diesel 5000l 400 20',
  'took 1000000 I 200000',
  'x = 1200+3400+5600',
  'commit 12O4567l9a',
  'https://example.com/Report%202024'.slice(8),
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51',
  '(Firefox/124.0.0.0)',
  'User-Agent: curl/8.1.2.3',
])('%j holds none', async (text) => {
  expect((await found(text)).filter(([type]) => type !== 'URL')).toEqual([])
})

test('an address behind a path or a scheme is no version', async () => {
  expect(await found('ping 10.20.30.40 or (10.20.30.41), "10.20.30.42", |10.20.30.43|, •10.20.30.44')).toHaveLength(5)
})
