import type { Recipe } from '../../demo/code/recipe.js'
import { askRecipe } from '../../demo/code/recipes/ask.js'
import { classifyRecipe } from '../../demo/code/recipes/classify.js'
import { redactRecipe } from '../../demo/code/recipes/redact.js'
import { searchRecipe } from '../../demo/code/recipes/search.js'
import { writeRecipe } from '../../demo/code/recipes/write.js'

const EXAMPLES = [
  { label: 'delivery', text: 'where is my parcel' },
  { label: 'delivery', text: 'it has not arrived' },
  { label: 'delivery', text: 'the courier never came' },
  { label: 'refund', text: 'I want my money back' },
  { label: 'refund', text: 'please refund me' },
  { label: 'refund', text: 'repay the amount' },
]

const redaction = { locales: 'auto', strictness: 'balanced', allow: [], deny: [], operators: {} } as const
const writing = { model: 'compose', temperature: 0.7, maxTokens: 20, seed: 1 }
const aes = { name: 'AES-GCM', length: 256 }
const cipherKey = (await crypto.subtle.generateKey(aes, false, ['encrypt'])) as CryptoKey

const SCHEMA = {
  type: 'object',
  properties: { topic: { enum: ['booking', 'delivery'] }, urgent: { type: 'boolean' } },
  required: ['topic', 'urgent'],
}

/** Settings of the panels, the ordinary ones and those that are hard to write as code. */
export const shownRecipes = {
  classify: classifyRecipe({
    labels: { type: 'own', labels: ['billing', 'bug report', 'praise'], several: false },
    threshold: 'balanced',
  }),
  'classify, labels with signs that code knows': classifyRecipe({
    labels: {
      type: 'own',
      labels: ["it's", 'a "b"', 'back\\slash', '</script>', '`$x`', 'two\nlines', 'ö'],
      several: true,
    },
    threshold: 0.25,
  }),
  'classify, more labels than a line holds': classifyRecipe({
    labels: { type: 'own', labels: Array.from({ length: 30 }, (_, index) => `label number ${index}`), several: false },
    threshold: 0,
  }),
  'classify, no label': classifyRecipe({ labels: { type: 'own', labels: [], several: false }, threshold: 'balanced' }),
  'classify, a model': classifyRecipe({ labels: { type: 'model', model: 'toxicity' }, threshold: 'high-recall' }),
  'classify-learnt': classifyRecipe({ labels: { type: 'learnt', examples: EXAMPLES }, threshold: 'balanced' }),
  'classify, learnt from many': classifyRecipe({
    labels: { type: 'learnt', examples: Array.from({ length: 40 }, () => EXAMPLES[0]!) },
    threshold: 0.5,
  }),
  redact: redactRecipe({ format: 'text', names: true, options: redaction }),
  'redact, rules alone': redactRecipe({ format: 'json', names: false, options: redaction }),
  'redact, every setting': redactRecipe({
    format: 'csv',
    names: true,
    options: {
      locales: ['us'],
      strictness: 'strict',
      allow: ["O'Hara's"],
      deny: ['Project Falcon'],
      operators: {
        CREDIT_CARD: { type: 'mask', keepLast: 4 },
        'x-own': { type: 'remove' },
        EMAIL: { type: 'encrypt', key: cipherKey },
        PHONE: { type: 'token', key: cipherKey },
      },
    },
  }),
  ask: askRecipe({ embedder: 'minilm', persist: true, answers: { type: 'documents' } }),
  'ask, own files and a device': askRecipe({
    embedder: 'e5-small',
    persist: false,
    answers: { type: 'device', model: '/models/my-model/' },
  }),
  'ask, a server': askRecipe({
    embedder: 'minilm',
    persist: true,
    answers: { type: 'server', url: 'https://llm.example/v1', model: 'large' },
  }),
  'ask, a device and then a server beside the page': askRecipe({
    embedder: 'minilm',
    persist: true,
    answers: { type: 'device-first', model: '/models/my-model/', url: 'v1', serverModel: 'compose' },
  }),
  search: searchRecipe({ topics: [], limit: 6 }),
  'search, some topics': searchRecipe({ topics: ['Water', "Children's room"], limit: 6 }),
  write: writeRecipe(writing),
  'write, JSON': writeRecipe({ ...writing, schema: SCHEMA }),
  'write, empty numbers and a folder': writeRecipe({
    model: '/models/my-model/',
    temperature: Number.NaN,
    maxTokens: Number.NaN,
    seed: Number.NaN,
  }),
} satisfies Readonly<Record<string, Recipe>>
