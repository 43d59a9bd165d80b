import {
  type Answer,
  type AnswerDocument,
  answer,
  createEmbedder,
  createGenerator,
  defaultEngine,
  NlpError,
  type TextGenerator,
} from 'tacet'
import { type Documents, openDocuments } from 'tacet/documents'
import { serverEngine } from 'tacet/engines'
import { createRedactor } from 'tacet/redact'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatMilliseconds } from '../parts/format.js'
import type { DemoContext, Panel } from '../parts/panel.js'
import './ask.css'
import { markId, renderAnswer, renderDocuments } from './ask-answer.js'
import { createFacts } from './facts.js'
import { HANDBOOK } from './search-handbook.js'

const SHOP: readonly AnswerDocument[] = [
  {
    id: 'Warranty',
    text: 'The warranty lasts 24 months from the day of purchase. It covers faults of material and of manufacture. Batteries are covered for 6 months only. Water damage is not covered unless the device is marked as waterproof. To make a claim, send the device with a copy of the receipt to the service centre in Utrecht; write to Maria Lopez (maria.lopez@example.com) if the receipt is lost.',
  },
  {
    id: 'Delivery',
    text: 'Orders placed before noon leave our warehouse on the same day. Delivery takes two to four working days within the country and up to ten days abroad. Delivery is free for orders above 50 euros; below that it costs 4.90 euros. You can change the address until the parcel has left the warehouse.',
  },
  {
    id: 'Returns',
    text: 'You may return anything within 30 days without giving a reason. The parcel label is in the box. We refund the full price within five working days after the parcel has arrived. Opened software and items made to measure cannot be returned.',
  },
]

interface Shelf {
  readonly title: string
  readonly documents: readonly AnswerDocument[]
  readonly questions: readonly string[]
}

const SHELVES = {
  shop: {
    title: 'Three pages of a shop',
    documents: SHOP,
    questions: [
      'How long is the warranty on batteries?',
      'What does delivery cost?',
      'Whom do I ask when the receipt is lost?',
    ],
  },
  handbook: {
    title: 'The handbook of Search',
    documents: HANDBOOK.map(({ title, text }) => ({ id: title, text })),
    questions: ['When does the sweep come?', 'Whom do the hives belong to?', 'When do apple trees have to be cut?'],
  },
} satisfies Record<string, Shelf>

type Who = 'none' | 'device' | 'server' | 'device-first'

/**
 * Lets the visitor ask a question about documents. Citations lead to the exact place, and the page shows the text that
 * a server would see.
 */
export const askPanel: Panel = {
  mount(root, context) {
    const question = element('input', {
      id: 'ask-question',
      value: SHELVES.shop.questions[0] ?? '',
      autocomplete: 'off',
    })
    const about = element(
      'select',
      { id: 'ask-about' },
      ...Object.entries(SHELVES).map(([value, { title }]) => element('option', { value }, title)),
    )
    const who = element(
      'select',
      { id: 'ask-who' },
      option('none', 'The documents, word for word'),
      option('device', 'A model on this device'),
      option('server', 'A server, with personal data hidden'),
      option('device-first', 'This device first, then the server'),
    )
    const ownModel = element('input', {
      id: 'ask-own-model',
      placeholder: '/models/my-model/',
      autocomplete: 'off',
      spellcheck: false,
    })
    const model = element('input', { id: 'ask-model', value: 'compose', autocomplete: 'off', spellcheck: false })
    const server = element('input', { id: 'ask-server', value: 'v1', autocomplete: 'off', spellcheck: false })
    const ask = element('button', { type: 'submit' }, 'Ask')
    const stop = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Stop')
    const text = element('output', { className: 'ask-answer', attributes: { 'aria-label': 'Answer' } })
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const facts = createFacts()
    const shelf = element('div', { className: 'ask-documents' })
    const sent = element('pre', { className: 'ask-sent', tabIndex: 0 }, 'Nothing was sent.')
    const form = element('form', { className: 'ask-row' }, question, ask, stop)
    const field = (label: string, input: HTMLElement) =>
      element('div', { className: 'field' }, element('label', { htmlFor: input.id }, label), input)
    const onDevice = [
      field('Folder of the model, on this site', ownModel),
      element(
        'p',
        { className: 'note' },
        'It must be one that follows instructions: the small model that comes with this page completes sentences and answers no question.',
      ),
    ]
    const sentColumn = element('section', {}, element('h3', {}, 'What the server saw'), sent)
    const onServer = [
      field('Model of the server', model),
      field('Address of the server', server),
      element(
        'p',
        { className: 'note' },
        'For one of your own run ',
        element('code', {}, 'npx tacet serve --demo --model FOLDER'),
        ' and open its page: this page may reach no other origin.',
      ),
      sentColumn,
    ]
    const showFields = () => {
      for (const each of onDevice) each.hidden = !who.value.startsWith('device')
      for (const each of onServer) each.hidden = who.value !== 'server' && who.value !== 'device-first'
    }
    who.addEventListener('change', showFields)
    showFields()
    const chips = element('div', {
      className: 'chips',
      attributes: { role: 'group', 'aria-label': 'Sample questions' },
    })
    const chosen = (): Shelf => SHELVES[about.value as keyof typeof SHELVES]
    const showShelf = () => {
      const { documents, questions } = chosen()
      shelf.replaceChildren(...renderDocuments(documents, []))
      chips.replaceChildren(
        ...questions.map((each) => {
          const chip = element('button', { type: 'button', className: 'chip' }, each)
          chip.addEventListener('click', () => {
            question.value = each
            form.requestSubmit()
          })
          return chip
        }),
      )
    }
    about.addEventListener('change', () => {
      question.value = chosen().questions[0] ?? ''
      showShelf()
    })
    showShelf()

    root.append(
      element('h2', {}, 'Ask your documents'),
      element(
        'p',
        { className: 'lead' },
        'Search runs on this device, and so does the answer: sentences of the documents, until you choose a model that writes. What is cited can be clicked; what the cited passage does not say is underlined.',
      ),
      element('label', { htmlFor: question.id, className: 'visually-hidden' }, 'Question'),
      form,
      chips,
      element(
        'div',
        { className: 'ask-settings' },
        field('Ask about', about),
        field('Who answers', who),
        ...onDevice,
        ...onServer.filter((each) => each !== sentColumn),
      ),
      status,
      text,
      facts.root,
      element(
        'div',
        { className: 'ask-columns' },
        element('section', {}, element('h3', {}, 'Documents'), shelf),
        sentColumn,
      ),
    )

    const opened = new Map<string, Promise<Documents<AnswerDocument>>>()
    const openShelf = (name: string) => {
      const documents = opened.get(name) ?? openDocumentsOf(name, chosen(), context, () => form.requestSubmit())
      opened.set(name, documents)
      documents.catch(() => opened.delete(name))
      return documents
    }

    // The first answer needs no click, because it shows the purpose of the panel.
    queueMicrotask(() => form.requestSubmit())

    let current: AbortController | undefined
    stop.addEventListener('click', () => current?.abort())
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      current?.abort()
      if (question.value.trim() === '') {
        status.textContent = 'Type a question first.'
        question.focus()
        return
      }
      const mine = new AbortController()
      current = mine
      stop.hidden = false
      text.textContent = ''
      sent.textContent = 'Nothing was sent.'
      facts.show({})
      showShelf()
      status.textContent = 'Searching…'
      let generator: TextGenerator | undefined
      try {
        const documents = await openShelf(about.value)
        generator = await openGenerator(who.value as Who)
        const stream = answer(question.value, { documents, generator, limit: 3, signal: mine.signal, maxTokens: 160 })
        for await (const piece of stream) text.append(piece)
        const result = await stream.result
        const show = (place: { documentId: string; start: number }) => {
          const mark = document.getElementById(markId(place))
          const still = matchMedia('(prefers-reduced-motion: reduce)').matches
          mark?.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' })
          // A visitor who uses the keyboard continues reading there.
          mark?.focus({ preventScroll: true })
        }
        shelf.replaceChildren(...renderDocuments(citedFirst(chosen().documents, result), result.citations))
        text.replaceChildren(...renderAnswer(result, show))
        status.textContent = result.found ? citedText(result.citations.length) : 'The documents do not say.'
        facts.show({
          by: result.engine === 'none' ? 'no model' : `${result.engine}, ${result.model}`,
          because: result.reason,
          ...(result.timings.firstTokenMs > 0 ? { 'first word': formatMilliseconds(result.timings.firstTokenMs) } : {}),
          'personal data hidden': result.redacted ? 'yes' : 'nothing left the page',
        })
      } catch (error) {
        status.replaceChildren(mine.signal.aborted ? 'Stopped.' : (noServer(error) ?? failureOf(error)))
      } finally {
        await generator?.close()
        if (current === mine) stop.hidden = true
      }
    })

    function openGenerator(wanted: Who): Promise<TextGenerator | undefined> | undefined {
      if (wanted === 'none') return undefined
      const local = defaultEngine()
      const name = (wanted === 'server' ? model : ownModel).value.trim()
      if (name === '') {
        ownModel.focus()
        throw new TypeError('Which model? Give the address of its folder on this site, such as /models/my-model/.')
      }
      const remote = serverEngine({
        url: new URL(server.value.trim(), document.baseURI),
        model: model.value.trim(),
        redactor: createRedactor({ locales: 'all', deny: [{ value: 'Maria Lopez', type: 'PERSON' }] }),
        fetch: (input, init) => {
          // Line breaks are shown as real line breaks, because people read the text here.
          sent.textContent = JSON.stringify(JSON.parse(String(init?.body)), undefined, 2).replaceAll('\\n', '\n')
          return fetch(input, init)
        },
      })
      const engines = { device: [local], server: [remote], 'device-first': [local, remote] }[wanted]
      return context.load(
        name,
        ({ onProgress }) => createGenerator({ engines, model: name, onProgress }),
        () => form.requestSubmit(),
      )
    }
  },
}

async function openDocumentsOf(
  name: string,
  { documents: list }: Shelf,
  { load }: DemoContext,
  again: () => void,
): Promise<Documents<AnswerDocument>> {
  const embedder = await load('minilm', createEmbedder, again)
  const documents = await openDocuments<AnswerDocument>(`ask-${name}`, { embedder })
  await documents.put(list)
  return documents
}

function citedFirst(documents: readonly AnswerDocument[], { citations }: Answer): AnswerDocument[] {
  const cited = new Set(citations.map(({ documentId }) => documentId))
  return [...documents].sort((a, b) => Number(cited.has(b.id)) - Number(cited.has(a.id)))
}

/** Recognizes the answer of a plain file server to a request of the API. */
const noServer = (error: unknown) =>
  NlpError.is(error, 'server') && (error.details['status'] === 404 || error.details['status'] === 405)
    ? 'No server answers there. Start one with npx tacet serve --demo, and open its page.'
    : undefined

const citedText = (count: number) => (count === 1 ? 'One place is cited.' : `${count} places are cited.`)

const option = (value: Who, label: string) => element('option', { value }, label)
