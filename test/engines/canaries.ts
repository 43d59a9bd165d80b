const BY_RULES = [
  'jo.canary@example.com',
  'JO.CANARY+NEWS@EXAMPLE.ORG',
  '4111 1111 1111 1111',
  '5500-0000-0000-0004',
  '378282246310005',
  'DE89 3704 0044 0532 0130 00',
  'GB82WEST12345698765432',
  '536-22-8817',
  '192.0.2.146',
  '2001:db8::8a2e:370:7334',
  '+1 415 555 2671',
  '(415) 555-2671',
  '+49 30 901820',
  '+44 20 7946 0958',
  '00:1B:44:11:3A:B7',
  'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
  '0x52908400098527886E0F7030069857D2E4169EE7',
  'AKIAIOSFODNN7EXAMPLE',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'npm_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqbyJ9.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  '1HGCM82633A004352',
  '490154203237518',
  'https://intranet.example.com/people/jo?token=abc123',
  '943 476 5919',
  'AB 12 34 56 C',
  '44051401359',
  '80010150090',
  '12345678Z',
  '276223014-7',
]

/** Values that no pattern can find, so the app lists them. */
export const LISTED = [
  'Maria Canary',
  'Zoë Kanarienvogel',
  'Canary Street 17',
  'project heron',
  'heron',
  'Dr. Canary-Weber',
  '林美玲',
  'O\'Canary "Jo" \\ Li',
  'canary_jo_1987',
  "Mum's maiden name is Kanari",
]

/** Forty pieces of personal data, written as people write them. */
export const CANARIES: readonly string[] = [...BY_RULES, ...LISTED]

/**
 * The places of a value in the sent data: as it is, within JSON, in JSON within JSON, in an address, or in the bytes of
 * a header.
 */
export function leaksOf(value: string, sent: string): readonly string[] {
  const inner = JSON.stringify(value).slice(1, -1)
  const forms = [
    value,
    inner,
    JSON.stringify(inner).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('latin1'),
  ]
  return forms.filter((form) => sent.includes(form))
}
