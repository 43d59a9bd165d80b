import { patternRecognizer } from '../parts/pattern-recognizer.js'

const years = '(?:1[01]\\d|[1-9]?\\d)'

function ageIn(name: string, source: string) {
  return patternRecognizer({
    name,
    type: 'AGE',
    pattern: new RegExp(source, 'giu'),
    score: 0.6,
    tier: 'context',
    // These words name things that have an age too.
    negativeContext: [
      'company',
      'building',
      'house',
      'car',
      'wine',
      'whisky',
      'contract',
      'warranty',
      'mortgage',
      'lease',
      'ago',
      'experience',
      'plan',
      'bond',
      'firma',
      'gebäude',
      'garantie',
    ],
  })
}

/** Ages of people in a dozen languages: 79 years old, aged 60, turned 46. */
export const age = [
  ageIn(
    'age-years-old',
    `(?<![\\w.,-])(?<value>${years})(?=[ -](?:years?|yrs?)[ -](?:of[ -]age|old)(?!\\p{L})|[ -]?(?:yo|y/o|y\\.o\\.)(?!\\p{L}))`,
  ),
  ageIn(
    'age-labelled',
    `(?<!\\p{L})(?:aged?|alter|âge|âgée?(?: de)?|edad|età|idade|leeftijd|ålder|alder|ikä|wiek|věk|vek|életkor|vârsta|ηλικία|возраст|вік|yaş|العمر|גיל|年龄|年齡|年齢|나이|อายุ|tuổi|umur|usia)(?: of| is| von|:)?[:：]? ?(?<value>${years})(?![\\d.,%/-]\\d|\\d|%)`,
  ),
  ageIn(
    'age-turned',
    `(?:(?<!\\p{L})(?:turned|turns|turning)|(?:(?<!\\p{L})(?:will|to)|['’]ll) turn) (?<value>${years})(?![\\d.,%/:-]\\d|\\d|%|°)`,
  ),
  ageIn(
    'age-first-person',
    `(?<!\\p{L})(?:I am|I['’]m|he is|he['’]s|she is|she['’]s) (?<value>${years})(?=[.,;!?]|$| and | or | now(?!\\p{L})| today(?!\\p{L}))(?![.,]\\d)`,
  ),
  ageIn(
    'age-years',
    `(?<![\\w.,-])(?<value>${years})(?= (?:Jahre alt|jährig|ans(?!\\p{L})(?! de)|años de edad|anni di età|anos de idade|jaar oud|år gammal|år gammel|vuotias|lat(?!\\p{L})|éves|yaşında|years-old))`,
  ),
  ageIn('age-east-asian', `(?<!\\d)(?<value>${years})(?=歳|才|岁|歲|세(?!\\p{L}))`),
]
