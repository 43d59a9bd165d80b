import './chat.css'
import { createGenerator, defaultEngine, type LoadProgress, NlpError, type TextGenerator } from 'tacet'
import type { Engine, LocalEngine } from 'tacet/engines'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import type { DemoContext } from '../parts/panel.js'
import { describeRunning } from '../parts/running.js'
import { type ModelCard, modelCard } from './chat-card.js'
import { browserModel, type ChatList, type ChatModel, hubEngine, readChatList, sourceOf } from './chat-models.js'
import { talkPart } from './chat-talk.js'

const BROWSER = 'builtin'

/** A chat with a model that the visitor picks. Nothing is downloaded, and no other origin is asked, before a click. */
export function chatPart(context: Pick<DemoContext, 'load' | 'network'>): HTMLElement {
  const list = element('ul', { className: 'chat-cards', attributes: { 'aria-label': 'Models to chat with' } })
  const where = element('p', { className: 'note' })
  const problem = element('p', { className: 'failure', hidden: true, attributes: { role: 'alert' } })
  const talk = talkPart()
  const cards = new Map<string, ModelCard>()
  let open: { readonly id: string; readonly generator: TextGenerator } | undefined
  let engine: Promise<LocalEngine> | undefined

  async function close(): Promise<void> {
    const before = open
    open = undefined
    if (before === undefined) return
    cards.get(before.id)?.setOpen(false)
    talk.end()
    await before.generator.close()
  }

  async function begin(id: string, name: string, generator: TextGenerator, by: string): Promise<void> {
    await close()
    open = { id, generator }
    cards.get(id)?.setOpen(true)
    talk.begin(name, generator, by)
  }

  async function openBrowserModel(given: Engine, onProgress: (progress: LoadProgress) => void, signal: AbortSignal) {
    const generator = await createGenerator({ engines: [given], onProgress, signal })
    await begin(BROWSER, 'the browser’s own model', generator, 'the browser’s own model')
  }

  async function openHubModel(
    chats: ChatList,
    { id, name }: ChatModel,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    if (await (await context.network)?.isCutOff()) throw new NlpError('offline', 'The visitor has cut off the network')
    engine ??= hubEngine(chats)
    const running = await engine
    const generator = await context.load(
      id,
      (options) =>
        createGenerator({
          engines: [running],
          model: id,
          signal,
          onProgress(progress) {
            options.onProgress(progress)
            onProgress(progress)
          },
        }),
      () => list.querySelector('button')?.focus(),
    )
    const { workers } = await running.diagnostics()
    const info = workers.flatMap(({ models }) => models).find((model) => model.id === id)
    await begin(id, name, generator, info === undefined ? '' : describeRunning(info))
  }

  async function show(): Promise<void> {
    const [chats, own, stored] = await Promise.all([readChatList(), browserModel(), defaultEngine().models.list()])
    if (own !== undefined) {
      const text = {
        name: 'The browser’s own model',
        licence: 'terms of the browser',
        bytes: 0,
        can: 'Answers at once, and shares its files with all sites.',
        cannot: 'Takes no tools, and the browser decides which model it is.',
        source: undefined,
      }
      const actions = {
        open: (onProgress: (progress: LoadProgress) => void, signal: AbortSignal) =>
          openBrowserModel(own.engine, onProgress, signal),
        remove: undefined,
      }
      cards.set(BROWSER, modelCard(text, actions))
    }
    for (const model of chats.models) {
      const card = modelCard(
        { ...model, source: sourceOf(chats, model) },
        {
          open: (onProgress, signal) => openHubModel(chats, model, onProgress, signal),
          async remove() {
            if (open?.id === model.id) await close()
            await defaultEngine().models.delete(model.id)
          },
        },
      )
      card.setStored(stored.some(({ id, complete }) => id === model.id && complete))
      cards.set(model.id, card)
    }
    list.replaceChildren(...[...cards.values()].map(({ root }) => root))
    where.textContent = chats.isElsewhere
      ? `A click on Download is the only thing on this page that asks another origin: ${chats.hub.hostname}. Your messages stay here. ${own === undefined ? 'This browser has no model of its own.' : ''}`
      : 'The models lie beside this page, so a download asks no other origin.'
  }

  show().catch((error: unknown) => {
    problem.hidden = false
    problem.replaceChildren('The list of models could not be read. ', failureOf(error))
  })

  return element(
    'section',
    { className: 'chat', attributes: { 'aria-labelledby': 'chat-heading' } },
    element('h3', { id: 'chat-heading' }, 'Chat with a model that you pick'),
    element(
      'p',
      { className: 'note' },
      'Small models follow instructions and know little. Give them a text to work on, and check what they claim.',
    ),
    where,
    problem,
    list,
    talk.root,
  )
}
