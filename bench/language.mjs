import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withPage } from './open-page.mjs'
import { markdownTable, median } from './statistics.mjs'

const ROUNDS = 9
const TIMED = 2000
const TIMED_ALONE = 100

/** The languages that eld knows and the model too, with the tags of the model. */
const LANGUAGES =
  'am ar az be bg bn ca ckb cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko lo lt lv ml mr ms nb nl pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'.split(
    ' ',
  )

/**
 * The language model against eld with its largest set, on the languages that both know: whole texts, and two words or one
 * word from the middle of each text. The ratio compares one call of tacet with all texts to a loop over the texts with
 * eld. A call with one text mostly waits for the worker's message, so that its speed is given apart.
 *
 * LANGUAGE_DATASET names a file of rows with `text` and `label`, or of NTREX rows with `text` and `lang`, plain or packed
 * with xz. Without it the golden set is read, which is small.
 */
export async function run() {
  const golden = fileURLToPath(new URL('../golden/language.jsonl', import.meta.url))
  const texts = readTexts(process.env.LANGUAGE_DATASET ?? golden)
  const sets = {
    'whole texts': texts,
    'two words': texts.flatMap((each) => middle(each, 2)),
    'one word': texts.flatMap((each) => middle(each, 1)),
  }
  const eld = { prefix: '/eld/', folder: fileURLToPath(new URL('node_modules/eld/src', import.meta.url)) }
  const measure = async (open) => {
    const { page, close } = await open({ isolation: true })
    const call = (name, ...parameters) =>
      page.evaluate(([each, given]) => globalThis.bench[each](...given), [name, parameters])
    const data = {}
    const rows = []
    for (const [name, set] of Object.entries(sets)) {
      const answers = await call(
        'answers',
        set.map(({ text }) => text),
        LANGUAGES,
      )
      const timed = Array.from({ length: TIMED }, (_, index) => set[index % set.length].text)
      const speeds = await call('speeds', timed, timed.slice(0, TIMED_ALONE), ROUNDS)
      const ratio = median(speeds.tacet.map((own, round) => own / speeds.eld[round]))
      const right = Object.fromEntries(Object.entries(answers).map(([who, labels]) => [who, share(labels, set)]))
      data[name] = { texts: set.length, right, speeds, ratio }
      rows.push([
        `${name}, ${set.length}`,
        ...['tacet', 'tacet, its languages', 'eld'].map((who) => right[who].toFixed(3).replace('0.', '.')),
        (median(speeds.tacet) / 1000).toFixed(0),
        (median(speeds.alone) / 1000).toFixed(1),
        (median(speeds.eld) / 1000).toFixed(0),
        `${ratio.toFixed(1)} times`,
      ])
    }
    await close()
    const head = [
      'texts',
      'right, `language`',
      'right, with `languages` of eld',
      'right, `eld/large`',
      'thousand texts/s, `language`, all in one call',
      'thousand texts/s, `language`, one in each call',
      'thousand texts/s, eld',
      'ratio, all in one call',
    ]
    return { table: markdownTable([head, ...rows]), data }
  }
  return withPage('language', measure, { routes: [eld] })
}

function share(labels, set) {
  return labels.filter((label, index) => label === set[index].label).length / set.length
}

function readTexts(path) {
  const input = path.endsWith('.xz') ? execFileSync('xz', ['-dc', path], { maxBuffer: 1 << 28 }) : readFileSync(path)
  return input
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ text }) => text !== undefined)
    .map(({ text, label, lang }) => ({ text, label: label ?? tagOf(lang) }))
    .filter(({ label }) => LANGUAGES.includes(label))
}

/** The tag of an NTREX file: `zho-CN` is zh. Latin Serbian is left out, because eld knows Serbian in Cyrillic alone. */
function tagOf(file) {
  if (file === 'srp-Latn') return undefined
  const [language] = file.split('-')
  return language === 'fil' ? 'tl' : new Intl.Locale(language).language
}

/** So many words from the middle of a text. Texts without spaces between their words have too few. */
function middle({ text, label }, count) {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '')
  if (words.length < count + 4) return []
  const at = Math.floor((words.length - count) / 2)
  return [{ text: words.slice(at, at + count).join(' '), label }]
}
