import { type Answer, answer, createGenerator, defaultEngine, NlpError, type TextGenerator } from 'tacet'
import { serverEngine } from 'tacet/engines'
import { createGuard, defaultGuardPolicy, type GuardOutcome } from 'tacet/guard'
import { createRedactor } from 'tacet/redact'
import { type AskAnswers, askRecipe } from '../code/recipes/ask.js'
import { codeTabs } from '../parts/code-tabs.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { feedbackBar } from '../parts/feedback-bar.js'
import { formatMilliseconds } from '../parts/format.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import type { Panel } from '../parts/panel.js'
import './ask.css'
import { markId, nearestPlaces, type Place, renderAnswer, renderDocuments, renderNotFound } from './ask-answer.js'
import { type AskDocument, createCollections } from './ask-collections.js'
import { ownFiles } from './ask-files.js'
import { MANY_LANGUAGES, SHELVES, type Shelf } from './ask-shelves.js'
import { createFacts } from './facts.js'
import { reasonsOf } from './guard-report.js'

const OWN = 'own'

type Who = 'none' | 'device' | 'server' | 'device-first'

/**
 * Lets the visitor ask a question about documents. Citations lead to the exact place, and the page shows the text that
 * a server would see.
 */
export const askPanel: Panel = {
  mount(root, context) {
    const question = element('input', {
      id: 'ask-question',
      value: SHELVES['shop']?.questions[0] ?? '',
      autocomplete: 'off',
    })
    const about = element(
      'select',
      { id: 'ask-about' },
      ...Object.entries(SHELVES).map(([value, { title }]) => element('option', { value }, title)),
      element('option', { value: OWN }, 'Your own files'),
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
    const bar = feedbackBar()
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
    const answersNow = (): AskAnswers => {
      const [folder, url] = [ownModel.value.trim() || ownModel.placeholder, server.value.trim()]
      if (who.value === 'device') return { type: 'device', model: folder }
      if (who.value === 'server') return { type: 'server', url, model: model.value.trim() }
      if (who.value === 'none') return { type: 'documents' }
      return { type: 'device-first', model: folder, url, serverModel: model.value.trim() }
    }
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
    const files = ownFiles(() => {
      question.value = ''
      showShelf()
      if (files.documents.length > 0) void readFiles()
    })
    const chosen = (): Shelf =>
      SHELVES[about.value] ?? { title: '', model: files.model, documents: files.documents, questions: [] }
    const showDocuments = () => shelf.replaceChildren(...renderDocuments(chosen().documents, []))
    const hideStop = () => {
      passFocus(stop, question)
      stop.hidden = true
    }
    const showShelf = () => {
      const { questions } = chosen()
      showDocuments()
      files.root.hidden = about.value !== OWN
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
    const changeShelf = () => {
      // A search of the earlier shelf would answer from documents that are gone.
      runs.begin()
      hideStop()
      text.textContent = ''
      status.textContent = ''
      facts.show({})
      bar.hide()
      question.value = chosen().questions[0] ?? ''
      showShelf()
      if (about.value === OWN) status.textContent = 'Choose files, then ask about them.'
    }
    about.addEventListener('change', changeShelf)
    const runs = newestRun()
    showShelf()

    root.append(
      element('h2', {}, 'Ask your documents'),
      element(
        'p',
        { className: 'lead' },
        'Ask about the samples or about your own files. The answer is made of sentences from the documents, unless you choose a model that writes. Click a number to see the place. A claim that the place does not support is underlined.',
      ),
      element('label', { htmlFor: question.id, className: 'visually-hidden' }, 'Question'),
      form,
      chips,
      files.root,
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
      bar.root,
      codeTabs(root, () =>
        askRecipe({ embedder: chosen().model, persist: about.value !== OWN, answers: answersNow() }),
      ),
      element(
        'div',
        { className: 'ask-columns' },
        element('section', {}, element('h3', {}, 'Documents'), shelf),
        sentColumn,
      ),
    )

    const collections = createCollections(context, () => form.requestSubmit())
    const open = (signal: AbortSignal) => {
      const { model, documents } = chosen()
      const wanted = { name: about.value, model, documents, persist: about.value !== OWN }
      return collections.ready(
        wanted,
        (progress) => {
          status.textContent = progress
        },
        signal,
      )
    }

    const begin = (): AbortSignal => {
      stop.hidden = false
      return runs.begin()
    }

    /** Reads the files before the first question, so that the visitor sees how long that takes and can stop it. */
    async function readFiles(): Promise<void> {
      const signal = begin()
      status.textContent = 'Reading…'
      try {
        await open(signal)
        status.textContent = `Read ${chosen()
          .documents.map(({ id }) => id)
          .join(', ')}. Ask a question.`
        // A visitor who removes one file after the other stays among them.
        if (!(document.activeElement instanceof HTMLButtonElement)) question.focus()
      } catch (error) {
        if (runs.isNewest(signal)) status.replaceChildren(signal.aborted ? 'Stopped.' : failureOf(error))
      } finally {
        if (runs.isNewest(signal)) hideStop()
      }
    }

    const guard = createGuard(defaultGuardPolicy)
    root.addEventListener('dragover', (event) => event.preventDefault())
    root.addEventListener('drop', (event) => {
      event.preventDefault()
      if (about.value !== OWN) {
        about.value = OWN
        // A file that is refused is named beside the choice of files, which must be there to be seen.
        changeShelf()
      }
      void files.add(event.dataTransfer?.files ?? [])
    })

    // The first answer needs no click, because it shows the purpose of the panel.
    queueMicrotask(() => form.requestSubmit())

    stop.addEventListener('click', () => runs.stop())
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      // The visitor may write the next question before this one is answered.
      const asked = question.value
      if (asked.trim() === '' || chosen().documents.length === 0) {
        status.textContent = chosen().documents.length === 0 ? 'Choose files first.' : 'Type a question first.'
        question.focus()
        return
      }
      const signal = begin()
      text.textContent = ''
      sent.textContent = 'Nothing was sent.'
      facts.show({})
      bar.hide()
      showDocuments()
      status.textContent = 'Searching…'
      let generator: TextGenerator | undefined
      try {
        const documents = await open(signal)
        generator = await openGenerator(who.value as Who)
        // People ask about files of several languages in their own, and a sentence in another language scores lower.
        const minScore = chosen().model === MANY_LANGUAGES && generator === undefined ? 0.15 : undefined
        const settings = { documents, generator, guard, minScore, limit: 3, signal, maxTokens: 160 }
        status.textContent = 'Searching…'
        const stream = answer(asked, settings)
        for await (const piece of stream) {
          signal.throwIfAborted()
          text.append(piece)
        }
        const result = await stream.result
        signal.throwIfAborted()
        const show = (place: Place) => {
          const mark = document.getElementById(markId(place))
          const still = matchMedia('(prefers-reduced-motion: reduce)').matches
          mark?.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' })
          // A visitor who uses the keyboard continues reading there.
          mark?.focus({ preventScroll: true })
        }
        const places = result.found ? result.citations : nearestPlaces(result)
        shelf.replaceChildren(...renderDocuments(namedFirst(chosen().documents, places), places))
        text.replaceChildren(...(result.found ? renderAnswer(result, show) : renderNotFound(result, show)))
        status.textContent = statusOf(result)
        facts.show({
          ...(result.engine === 'none'
            ? { 'written by': 'no model' }
            : { 'written by': `${result.engine}, ${result.model}`, because: result.reason }),
          ...(result.timings.firstTokenMs > 0 ? { 'first word': formatMilliseconds(result.timings.firstTokenMs) } : {}),
          'left the page': result.redacted ? 'a text without personal data' : 'nothing',
          guard: foundBy(result.guard),
        })
        bar.ask(
          { task: 'generate', model: { id: result.model }, text: asked, answer: result.text },
          { reasons: ['wrong', 'incomplete', 'not in the documents', 'should have found it'] },
        )
      } catch (error) {
        if (runs.isNewest(signal))
          status.replaceChildren(signal.aborted ? 'Stopped.' : (noServer(error) ?? failureOf(error)))
      } finally {
        await generator?.close()
        if (runs.isNewest(signal)) hideStop()
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

function namedFirst(documents: readonly AskDocument[], places: readonly Place[]): AskDocument[] {
  const named = new Set(places.map(({ documentId }) => documentId))
  return [...documents].sort((a, b) => Number(named.has(b.id)) - Number(named.has(a.id)))
}

function statusOf({ found, finishReason, citations }: Answer): string {
  if (finishReason === 'content-filter') return 'The guard let no answer through.'
  if (!found) return 'These documents do not say.'
  return citations.length === 1 ? 'One place is cited.' : `${citations.length} places are cited.`
}

const foundBy = (outcome: GuardOutcome | undefined) =>
  outcome === undefined || outcome.findings.length === 0 ? 'found nothing' : `found ${reasonsOf(outcome.findings)}`

/** Recognizes the answer of a plain file server to a request of the API. */
const noServer = (error: unknown) =>
  NlpError.is(error, 'server') && (error.details['status'] === 404 || error.details['status'] === 405)
    ? 'No server answers there. Start one with npx tacet serve --demo, and open its page.'
    : undefined

const option = (value: Who, label: string) => element('option', { value }, label)
