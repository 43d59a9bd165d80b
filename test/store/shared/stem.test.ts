import { expect, test } from 'vitest'
import { stemmerOf } from '../../../src/store/shared/stem.js'
import { foldWord } from '../../../src/store/shared/words.js'

test.each<[string, string]>([
  ['en', 'city cities'],
  ['en', 'make makes making'],
  ['en', 'box boxes'],
  ['de', 'Haus Hause Hauses'],
  ['de', 'Frau Frauen'],
  ['de', 'großer große großes großen'],
  ['es', 'casa casas'],
  ['es', 'flor flores'],
  ['es', 'niño niña niños niñas'],
  ['fr', 'maison maisons'],
  ['fr', 'journal journaux'],
  ['fr', 'bateau bateaux'],
  ['fr', 'jeu jeux'],
  ['fr', 'grand grande grands grandes'],
  ['fr', 'bon bonne bons bonnes'],
  ['fr', 'gros grosse grosses'],
  ['fr', 'actif active actifs actives'],
  ['fr', 'heureux heureuse heureuses'],
  ['fr', 'chanteur chanteurs chanteuse'],
  ['fr', 'premier première premières'],
  ['fr', 'parler parlé parlée parlés parlez'],
  ['fr-CA', 'été étés'],
  ['it', 'casa case'],
  ['it', 'gatto gatti gatta gatte'],
  ['it', 'amico amica amici amiche'],
  ['it', 'lungo lunga lunghi lunghe'],
  ['it', 'vecchio vecchia vecchi vecchie'],
  ['it', 'fiore fiori'],
  ['it', 'città'],
  ['nl', 'boom bomen'],
  ['nl', 'kat katten'],
  ['nl', 'huis huizen'],
  ['nl', 'brief brieven'],
  ['nl', 'tafel tafels'],
  ['nl', 'jongen jongens'],
  ['nl', 'groot grote'],
  ['nl', 'mooi mooie'],
  ['nl', 'mogelijkheid mogelijkheden'],
  ['pt', 'casa casas'],
  ['pt', 'gato gata gatos gatas'],
  ['pt', 'ação ações'],
  ['pt', 'animal animais'],
  ['pt', 'papel papéis'],
  ['pt', 'homem homens'],
  ['pt', 'flor flores'],
  ['pt', 'capitão capitães'],
])('%s: %s share a stem', (language, forms) => {
  const stems = new Set(forms.split(' ').map((form) => stemmerOf(language)(foldWord(form))))
  expect([...stems]).toHaveLength(1)
  expect([...stems][0]!.length).toBeGreaterThan(1)
})

test.each<[string, string]>([
  ['en', 'university universe'],
  ['fr', 'maison mais main'],
  ['fr', 'cheval chevelure'],
  ['it', 'casa cassa cosa'],
  ['nl', 'boom boot boek'],
  ['pt', 'banana banco'],
  ['pt', 'homem fome'],
])('%s: %s keep their own stems', (language, words) => {
  const list = words.split(' ')
  expect(new Set(list.map((word) => stemmerOf(language)(foldWord(word)))).size).toBe(list.length)
})

test.each(['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'])(
  '%s: numbers, other scripts and short words stay as they are',
  (language) => {
    for (const word of ['2024', 'как', '東京', 'ab', '', 'a1b2c3s']) expect(stemmerOf(language)(word)).toBe(word)
  },
)

test.each(['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'])('%s: a word of any length is stemmed at once', (language) => {
  for (const letters of ['ae', 's', 'en', 'oo', 'n']) stemmerOf(language)(letters.repeat(5_000))
  expect(stemmerOf(language)('x')).toBe('x')
})

test('the language of a region is the language', () => {
  expect(stemmerOf('PT-br')('animais')).toBe(stemmerOf('pt')('animal'))
  expect(stemmerOf('sv')('husen')).toBe('husen')
})
