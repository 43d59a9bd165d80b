import { describe, expect, test } from 'vitest'
import { toldNames } from '../../../src/redact/names/introductions.js'
import { nameRecognizer, type SpanLabeler } from '../../../src/redact/names/names.js'
import { createRedactor } from '../../../src/redact/redactor.js'
import { wordsOf } from '../../../src/redact/words/text-language.js'

const EVERYDAY = new Set('egal wichtig importante kunde lehrer und aber cliente kund klant'.split(' '))

/** A model that finds no name, so all findings come from the words around them. */
const blind: SpanLabeler = { label: async (texts) => texts.map(() => []) }

function told(text: string): string[] {
  const names = toldNames(text, new Set(wordsOf(text)), (word) => EVERYDAY.has(word)).map(({ start, end }) =>
    text.slice(start, end),
  )
  return [...new Set(names)]
}

describe('names are told', () => {
  test.each([
    ['Ich heiße Uwe und komme später', ['Uwe']],
    ['mein Name ist uwe brandt, ich warte', ['uwe brandt']],
    ['Ich bin Uwe Brandt aus Halle', ['Uwe Brandt']],
    ['Sehr geehrter Herr von der Heide, danke', ['von der Heide']],
    ['Bis dann\n\nLG Uwe', ['Uwe']],
    ["Je m'appelle Zoé, enchantée", ['Zoé']],
    ['Je suis Luc Morel de Lyon', ['Luc Morel de Lyon']],
    ['Cordialement,\nZoé Morel', ['Zoé Morel']],
    ['Soy Íñigo y espero', ['Íñigo']],
    ['me llamo íñigo y espero', ['íñigo']],
    ['Buenas, os escribe Íñigo Vela del segundo', ['Íñigo Vela']],
    ['Le scrive Elio Neri, interno 7', ['Elio Neri']],
    ['Estimada Sra. de la Fuente:', ['de la Fuente']],
    ['Mi chiamo Elio Neri.', ['Elio Neri']],
    ['Sono Elio, buonasera', ['Elio']],
    ['ik heet Bram de Wit en wacht', ['Bram de Wit']],
    ['Ik ben Bram, hallo', ['Bram']],
    ['Groetjes,\nBram', ['Bram']],
    ['O meu nome é João Pinto', ['João Pinto']],
    ['Sou o João, bom dia', ['João']],
    ['Nazywam się Łucja Żak i piszę', ['Łucja Żak']],
    ['Pozdrawiam\nŁucja', ['Łucja']],
    ['Mera naam Asha hai', ['Asha']],
    ['Asha ji kal aayengi', ['Asha']],
    ['main Asha bol rahi hoon', ['Asha']],
    ['My name is Ada King', ['Ada King']],
    ['my name is ada', ['ada']],
    ['Vorname: Uwe\nNachname: Brandt', ['Uwe', 'Brandt']],
    ["hey it's ada, call me", ['ada']],
    ['[10:02] hi im ada from the gym', []],
    ['moin, hier ist uwe, ruf an', ['uwe']],
    ['cześć, tu łucja z dołu', ['łucja']],
    ['ao Dr. Rocha, com urgência', ['Rocha']],
    ['bei Dr. Klein im Haus', ['Klein']],
    ['ma tante Yvonne est là', ['Yvonne']],
    ['con mi cuñada, Maribel, ayer', ['Maribel']],
    ['zijn stiefvader Ko belt', ['Ko']],
    ['u cioci Jadzi na obiedzie', ['Jadzi']],
    ['bei Tante Gerda gegessen', ['Gerda']],
    ['der Nachbarin Tante Gerda', ['Gerda']],
    ['Tonton Milo arrive', ['Milo']],
    ['une table au nom de Kerbrat, merci', ['Kerbrat']],
    ['op naam van J. Postma, twee nachten', ['J. Postma']],
    ['Destinatário: Edna Bastos\nRua A', ['Edna Bastos']],
    ['Bis bald. Eure Svenja', ['Svenja']],
    ['Buziaki, Ewa i Olek', ['Ewa', 'Olek']],
    ['Liefs,\nMies en Bo', ['Mies', 'Bo']],
    ['Cumprimentos, Cliente Mourato', ['Cliente Mourato']],
  ])('in %j', (text, expected) => {
    expect(told(text)).toEqual(expected)
  })

  test.each([
    'Ich bin Lehrer.',
    'Ich bin Rentner und Mieter',
    'Mein Name ist egal',
    'Meine Frau Kundenbetreuung',
    'Sehr geehrte Damen und Herren,',
    'Liebes Team, danke',
    'Mit freundlichen Grüßen\nIhr Team',
    'Je suis Français.',
    'soy cliente desde ayer',
    'Soy Español y vivo aquí',
    'mi nombre es importante',
    'Sono Italiano',
    'Ik ben Nederlander',
    'Geachte heer, mevrouw,',
    'Jestem Polakiem',
    'Szanowni Państwo,',
    'main ghar mein hoon',
    'Thanks, Everyone.',
    'I love Best Buy.',
    'Best regards,\nCustomer Support',
    'Name: ____',
    'la madre de Aitana llama',
    'a mãe da Inês ligou',
    'mijn vader is ziek',
    'Beste Grüße, Ihr Kunde Nord',
    'in the name of peace',
    'ma collègue Française parle',
    'Ich heiße übrigens anders',
  ])('but not in %j', (text) => {
    expect(told(text)).toEqual([])
  })

  test('in small letters after a greeting, where the word is a given name', async () => {
    const redactor = createRedactor({ locales: [], model: nameRecognizer(blind) })
    const { text } = await redactor.redact("hey it's kevin, call me\nhey it's urgent, call me\nhi i'm vegan, sorry")
    expect(text).toBe("hey it's [PERSON_1], call me\nhey it's urgent, call me\nhi i'm vegan, sorry")
  })

  test('behind a relative in German, where the word is a given name or two words follow', async () => {
    const redactor = createRedactor({ locales: [], model: nameRecognizer(blind) })
    const { text } = await redactor.redact('Die Mutter Natur hilft. Oma Ingrid kocht. Mein Onkel Jorgo Zeisig.')
    expect(text).toBe('Die Mutter Natur hilft. Oma [PERSON_1] kocht. Mein Onkel [PERSON_2].')
  })

  test('by a redactor whose model knows none of them', async () => {
    const redactor = createRedactor({ locales: [], model: nameRecognizer(blind) })
    const { text } = await redactor.redact('Hola, soy Íñigo Vela y espero. Un saludo,\nÍñigo')
    expect(text).toBe('Hola, soy [PERSON_1] y espero. Un saludo,\n[PERSON_1_FIRST]')
  })

  test.each(['ich heiße ', 'Frau ', 'Liebe A', 'mera naam ', 'A ', 'Name: ', 'LG\n'])(
    '100 kB of %j end in time',
    (unit) => {
      const text = unit.repeat(100_000 / unit.length)
      // A pattern that backs up from each place would need minutes, beyond the time limit of the test.
      const names = toldNames(text, new Set(wordsOf(text)), () => false)
      for (const { start, end } of names) expect(end).toBeGreaterThan(start)
      expect(names.length).toBeLessThan(text.length)
    },
  )
})

/** The findings among these pieces, each of which the model takes for a person. */
async function kept(text: string, ...pieces: readonly string[]): Promise<string[]> {
  const model: SpanLabeler = {
    label: async ([seen = '']) => [
      pieces.map((piece) => {
        const start = seen.indexOf(piece)
        return { start, end: start + piece.length, type: 'PERSON', score: 0.95 }
      }),
    ],
  }
  const entities = await createRedactor({ recognizers: [], locales: [], model: nameRecognizer(model) }).detect(text)
  return entities.filter(({ type }) => type === 'PERSON').map(({ start, end }) => text.slice(start, end))
}

describe('what a model takes for a person', () => {
  test.each([
    // Titles of fields in forms, but not who speaks in a chat.
    ['Telefono: 333', ['Telefono'], []],
    ['Steuer-ID 12', ['Steuer-ID'], []],
    ['nata il 3 maggio', ['nata'], []],
    ['Uwe: bis gleich', ['Uwe'], ['Uwe']],
    // Diseases, examinations and codes, but not patients.
    ["She has Crohn's.", ['Crohn'], []],
    ["Parkinson's disease and Wilson's disease", ['Parkinson', 'Wilson'], []],
    ["I met Wilson's wife", ['Wilson'], ['Wilson']],
    ["I met Alzheimer's wife", ['Alzheimer'], ['Alzheimer']],
    ['Ask Mr. Parkinson', ['Parkinson'], ['Parkinson']],
    ['Anna Wilson came', ['Anna Wilson'], ['Anna Wilson']],
    ['Doppler was normal', ['Doppler'], []],
    ['error code EACCES again', ['EACCES'], []],
    ['Ask ANNA again', ['ANNA'], ['ANNA']],
    // Words of other languages.
    ['Hiermit kündige ich und bitte um eine Bestätigung', ['kündige', 'Bestätigung'], []],
    ['Ich möchte Herrn Uwe Brandt sprechen', ['Uwe Brandt'], ['Uwe Brandt']],
    // The rest of a list.
    ['invite: uwe, asha, bram and zoe', ['uwe', 'asha'], ['uwe', 'asha', 'bram', 'zoe']],
    ['bring uwe, asha and water', ['uwe', 'asha'], ['uwe', 'asha']],
    ['take uwe, water, bread and milk', ['uwe'], ['uwe']],
  ] as const)('in %j: %j', async (text, pieces, expected) => {
    expect(await kept(text, ...pieces)).toEqual(expected)
  })
})
