/**
 * The texts for the tables of all models: the use of each, its figures of quality from its card, its worst slice, and
 * the alternative of a web developer. Speeds come from the tables of the benches.
 */
const MODELS = [
  {
    id: 'minilm',
    use: 'search, similarity, zero-shot labels; English',
    speed: ({ models }) => `${models('`minilm`, texts/s')} texts/s`,
    quality: 'STS 2014 76.0, STS 2015 83.3 (Spearman x 100)',
    worst: 'short forum posts, 59.2',
    instead: ({ embed }) =>
      `transformers.js with the same model: ${embed(1)} texts/s, where tacet with two workers has ${embed(0)} (\`npm run bench embed\`, longer texts)`,
  },
  {
    id: 'static',
    use: 'the same, at once; English',
    speed: ({ models, first }) => `${models('`static`, texts/s')} texts/s; ${first('static')}`,
    quality: 'STS 2014 73.3, STS 2015 80.3',
    worst: 'short forum posts, 55.6',
    instead: ({ models }) => `\`minilm\`: 76.0 and 83.3; \`static\` is ${models('`static` against')} as fast`,
  },
  {
    id: 'e5-small',
    use: 'search across 20 languages',
    speed: ({ models }) => `${models('`e5-small`, texts/s')} texts/s`,
    quality: 'XQuAD, first right: en .921, de .832, es .866, zh .724',
    worst: 'Chinese questions, .724',
    instead: '`minilm` for English alone: STS 2014 76.0 against 77.2, zero-shot .875 against .80',
  },
  {
    id: 'static-multilingual',
    use: 'the same sentence in another of 20 languages, at once',
    speed: ({ models }) => `${models('`static-multilingual`, texts/s')} texts/s`,
    quality: 'NTREX, nearest of 200: .883 from English, .870 to it',
    worst: 'Korean, .680 and .675; questions across languages, Chinese .295',
    instead: '`e5-small`: .987 and .987',
  },
  {
    id: 'reranker',
    use: 'the top of a search; English',
    speed: ({ models }) => `${models('`reranker`, ten')} ms for ten passages of 100 words`,
    quality: 'golden retrieval nDCG@10 .966; 50 questions of XQuAD .990',
    worst: 'questions in other words than the text: right order, low scores',
    instead: 'hybrid search alone: .846; .978',
  },
  {
    id: 'reranker-small',
    use: 'the same, short passages; English',
    speed: ({ models }) => `${models('`reranker-small`, ten')} ms for ten passages of 100 words`,
    quality: 'golden retrieval nDCG@10 .910; 199 questions of XQuAD .962',
    worst: 'long paragraphs on one subject: worse than without it',
    instead: 'hybrid search alone: .847; .975',
  },
  {
    id: 'language',
    use: 'the language of a text; 124',
    speed: ({ models, first }) => `${models('`language`, texts/s')} texts/s; ${first('language')}`,
    quality: 'NTREX: sentences .9818, two words .8581, one word .6906',
    worst: 'Bosnian, .53',
    instead:
      'eld 2.1.0 (4.5 MB) on 59 languages: .996, .897, .762; `language` restricted to these: .995, .911, .771 (`npm run bench language`)',
  },
  {
    id: 'pii-tagger',
    use: 'names, places and addresses in a redactor; English; people in seven more languages, and in Hindi in Latin letters',
    speed: ({ models, first }) =>
      `${models('`pii-tagger`, ms per 1,000 characters, texts of 4,000')} ms per 1,000 characters; ${first('pii-tagger')}`,
    quality: 'Presidio research, `balanced`, any type F2 .931',
    worst: 'organisations in tweets, F1 .237',
    instead:
      'no model was measured; [Figures](figures.md#redaction-by-rules) compares the rules with libraries of rules',
  },
  {
    id: 'toxicity',
    use: 'insults, threats and hate, for a person to read; English',
    speed: ({ models }) => `${models('`toxicity`, texts/s')} texts/s`,
    quality: 'golden toxicity, 600 sentences, AUC .9181',
    worst: 'insults without a bad word, .35 right at `balanced`',
    instead: ({ words }) => {
      const [, , , listed, alarms] = words('uses of a word | obscenity')
      const [, , , found, own] = words('uses of a word | `toxicity`')
      return `a list of words, obscenity: ${listed} of the toxic texts found and ${alarms} of the others; the more probable label ${found} and ${own}`
    },
  },
  {
    id: 'sentiment',
    use: 'the feeling of reviews, comments and everyday messages; English',
    speed: ({ models }) => `${models('`sentiment`, texts/s')} texts/s`,
    quality: 'SST-2 dev .8727; golden everyday rows .905',
    worst: 'irony, 9 of 20; neutral comments, recall .419',
    instead: ({ words }) =>
      `lists of words: golden rows, vader-sentiment ${words('everyday sentences | vader-sentiment')[2]} and sentiment ${words('everyday sentences | sentiment')[2]}; SST-2 dev .554 and .544. Zero-shot with \`minilm\`, golden rows: .405`,
  },
  {
    id: 'emotion',
    use: '27 emotions in comments; English; reads `minilm` too',
    speed: ({ models }) => `${models('`emotion`, texts/s')} texts/s`,
    quality: 'GoEmotions dev and test, held out, macro F1 .413',
    worst: 'relief, .03',
    instead: 'none was measured',
  },
  {
    id: 'topic',
    use: 'one of 16 subjects of a passage; English',
    speed: ({ models }) => `${models('`topic`, texts/s')} texts/s`,
    quality: '.755 on labels by a rule; no set with labels by hand',
    worst: 'business and economy, .44',
    instead: 'none was measured',
  },
  {
    id: 'spam',
    use: 'advertising and fraud in messages; English',
    speed: ({ models, first }) => `${models('`spam`, texts/s')} texts/s; ${first('spam')}`,
    quality: 'SMS test AUC .9846; golden frauds .9804',
    worst: 'a fraud within 100 harmless words, .16 found at `balanced`',
    instead: 'none was measured',
  },
  {
    id: 'prompt-attack',
    use: 'orders to a model, hidden in text; English',
    speed: ({ models }) => `${models('`prompt-attack`, texts/s')} texts/s`,
    quality: 'requests AUC .9510; attacks in mails .8455',
    worst: 'plain tasks in mails, AUC .6320, and .4735 beside polite orders to people; recall .00 at `balanced`',
    instead: 'none was measured',
  },
  {
    id: 'prompt-attack-encoder',
    use: 'orders to a model in mails, pages and tickets of others; English',
    speed: ({ models }) => `reads as many tokens a second as \`toxicity\` (${models('`toxicity`, texts/s')} texts/s)`,
    quality: 'attacks in mails AUC .9923; requests .9867; plain tasks beside polite orders to people .8647',
    worst: 'jailbreaks, recall .779 at `balanced`; false alarms .093 on mails with polite orders',
    instead: '`prompt-attack` in the same order: .8455; .9510; .4735',
  },
  {
    id: 'compose',
    use: 'the next words of a message to a service; English',
    speed: ({ suggestion }) => `${suggestion} ms a suggestion (\`npm run bench generate\`)`,
    quality: 'two words right at the surest tenth of places, .671; 21.0 % of keys saved',
    worst: 'media services, two words .393',
    instead: 'a 5-gram model of the same size: .464; 13.1 %',
  },
]

/**
 * The cells of both tables. `measured(table, name)` gives the cells of a row in a table of the benches, and `sizeOf(id)` the size of a model in
 * megabytes.
 */
export function modelFigures({ measured, sizeOf }) {
  const middle = (cell) => cell.split(' / ', 1)[0]
  const models = (name) => middle(measured('bench:models', name)[0])
  const benches = {
    models,
    first: (id) => `first answer ${models(`\`${id}\`, first answer`)} ms`,
    embed: (column) => measured('bench:embed', '256 texts')[column],
    words: (name) => measured('bench:classify', `${name} |`),
    suggestion: middle(measured('bench:generate', '`compose`: from a key')[0]),
  }
  const cell = (content) => (typeof content === 'string' ? content : content(benches))
  return MODELS.map(({ id, use, speed, quality, worst, instead }) => ({
    id,
    effort: [use, sizeOf(id), cell(speed)],
    quality: [quality, worst, instead].map(cell),
  }))
}
