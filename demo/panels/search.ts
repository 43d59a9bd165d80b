import { chunk, createEmbedder, type Embedder, type Filter, type Hit, openVectorStore, type VectorStore } from 'tacet'
import { download } from '../download.js'
import { element } from '../element.js'
import { formatBytes } from '../format.js'
import { latest } from '../latest.js'
import type { DemoContext, Panel } from '../panel.js'
import './search.css'
import { type Article, HANDBOOK } from './search-handbook.js'
import { createMany } from './search-many.js'
import { createMap } from './search-map.js'
import { createRanking, type PassageRecord } from './search-results.js'

const SAMPLES = [
  'the pipe has burst',
  'who may use the saw',
  'how to get out when it burns',
  'bread',
  'visitors over night',
]
/** How much the last ranking cares for difference: enough to show, not so much that it strays from the question. */
const DIVERSITY = 0.4
/** Passages embedded between two signs of progress. */
const STEP = 16

/** Search a handbook or dropped files: by words, by meaning and by both, while typing. */
export const searchPanel: Panel = {
  async mount(root, context) {
    const query = element('input', { id: 'search-query', type: 'search', value: SAMPLES[0]!, autocomplete: 'off' })
    const topics = element('div', { className: 'chips', attributes: { role: 'group', 'aria-label': 'Topics' } })
    const files = element('input', {
      id: 'search-files',
      type: 'file',
      multiple: true,
      accept: '.txt,.md,.html,.csv,text/*',
    })
    const drop = element(
      'div',
      { className: 'search-drop' },
      element('label', { htmlFor: files.id }, 'Drop text, Markdown or HTML files here, or choose them: '),
      files,
    )
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const usage = element('p', { className: 'note' })
    const progress = element('progress', { hidden: true, attributes: { 'aria-label': 'Passages read' } })
    const save = element('button', { type: 'button', className: 'quiet' }, 'Export')
    const restore = element('input', { id: 'search-import', type: 'file', accept: '.tacet' })
    const clear = element('button', { type: 'button', className: 'quiet' }, 'Start afresh')
    const rankings = {
      lexical: createRanking('Words', 'BM25; the last word may be unfinished.'),
      dense: createRanking('Meaning', 'Nearest vectors; the time includes embedding the query.'),
      hybrid: createRanking('Both', 'The scores of both lists, half and half.'),
      varied: createRanking('Varied', 'As both, but what repeats a better hit moves down.'),
    }
    const map = createMap()
    root.append(
      element('h2', {}, 'Search by words and by meaning'),
      element(
        'p',
        { className: 'lead' },
        'The handbook of an imaginary house (written for this page, CC0), embedded and kept in this browser. It opens at once next time.',
      ),
      element('div', { className: 'field' }, element('label', { htmlFor: query.id }, 'Search'), query),
      element(
        'div',
        { className: 'chips', attributes: { role: 'group', 'aria-label': 'Sample queries' } },
        ...SAMPLES.map(sample),
      ),
      topics,
      element('div', { className: 'search-progress' }, status, progress),
      element('div', { className: 'search-rankings' }, ...Object.values(rankings).map((ranking) => ranking.root)),
      element(
        'div',
        { className: 'search-columns' },
        map.root,
        element('div', { className: 'search-side' }, drop, usage, tools()),
      ),
      createMany(async () => passages),
    )

    function sample(text: string): HTMLButtonElement {
      const button = element('button', { type: 'button', className: 'chip' }, text)
      button.addEventListener('click', () => {
        query.value = text
        run()
      })
      return button
    }

    function tools(): HTMLElement {
      return element(
        'div',
        { className: 'chips' },
        save,
        clear,
        element('label', { htmlFor: restore.id, className: 'note' }, 'Import an export: '),
        restore,
      )
    }

    status.textContent = 'Opening…'
    const embedder = await context.load('minilm', createEmbedder)
    const store = await openVectorStore<PassageRecord>('demo-handbook', { embedder })
    let passages: readonly PassageRecord[] = []
    const chosen = new Set<string>()

    const run = latest<void>(async (_, signal) => {
      const text = query.value.trim()
      if (text === '') {
        for (const ranking of Object.values(rankings)) ranking.clear()
        map.mark(new Set())
        return
      }
      const filter: Filter = chosen.size === 0 ? {} : { topic: { in: [...chosen] } }
      const options = { filter, limit: 6, prefix: true, signal }
      const show = async (name: keyof typeof rankings, ask: () => Promise<Hit<PassageRecord>[]>) => {
        const began = performance.now()
        const hits = await ask()
        rankings[name].show(hits, text, performance.now() - began)
        return hits
      }
      await show('lexical', () => store.search(text, { ...options, mode: 'lexical' }))
      let vector = new Float32Array()
      await show('dense', async () => {
        vector = await embedder.embed(text, { kind: 'query', signal })
        return store.search(vector, options)
      })
      const joined = { ...options, mode: 'hybrid', words: text } as const
      const both = await show('hybrid', () => store.search(vector, joined))
      await show('varied', () => store.search(vector, { ...joined, diversity: DIVERSITY }))
      const found = new Set(both.map(({ record }) => record.id))
      map.mark(found)
    }, status)

    async function refresh(): Promise<void> {
      const all: PassageRecord[] = []
      for await (const record of store) all.push(record)
      passages = all
      map.show(
        all.map(({ id, title, text, topic, vector }) => ({ id, label: `${title}: ${text}`, group: topic, vector })),
      )
      const names = [...new Set(all.map(({ topic }) => topic))]
      topics.replaceChildren(...names.map(topicChip))
      const { records, searchBytes, exactBytes, state } = await store.stats()
      const { usage: bytes = 0 } = (await navigator.storage?.estimate?.()) ?? {}
      const place = state === 'persistent' ? 'kept in this browser' : 'kept until this page closes'
      usage.textContent = `${records} passages, ${place}; memory for searching ${formatBytes(searchBytes)} (a full segment), exact vectors ${formatBytes(exactBytes)}. This site stores ${formatBytes(bytes)} in all.`
      run()
    }

    function topicChip(topic: string): HTMLButtonElement {
      const chip = element(
        'button',
        { type: 'button', className: 'chip', attributes: { 'aria-pressed': 'false' } },
        topic,
      )
      chip.addEventListener('click', () => {
        if (!chosen.delete(topic)) chosen.add(topic)
        chip.setAttribute('aria-pressed', String(chosen.has(topic)))
        run()
      })
      return chip
    }

    async function guarded(work: () => Promise<void>): Promise<void> {
      try {
        await work()
        await refresh()
        status.textContent = ''
      } catch (error) {
        status.textContent = String(error)
      } finally {
        progress.hidden = true
      }
    }

    const add = (articles: readonly Article[]) =>
      guarded(() => addArticles(articles, { store, embedder, context, status, progress }))
    query.addEventListener('input', () => run())
    files.addEventListener('change', async () => add(await readFiles(files.files ?? [])))
    drop.addEventListener('dragover', (event) => event.preventDefault())
    drop.addEventListener('drop', async (event) => {
      event.preventDefault()
      await add(await readFiles(event.dataTransfer?.files ?? []))
    })
    save.addEventListener('click', async () => {
      download('handbook.tacet', await new Response(store.export()).blob())
    })
    restore.addEventListener('change', () =>
      guarded(async () => {
        const [file] = restore.files ?? []
        if (file !== undefined) await store.import(file)
      }),
    )
    clear.addEventListener('click', () =>
      guarded(async () => {
        chosen.clear()
        await store.clear()
        await addArticles(HANDBOOK, { store, embedder, context, status, progress })
      }),
    )
    await refresh()
    await add(HANDBOOK)
  },
}

interface Adding {
  readonly store: VectorStore<PassageRecord>
  readonly embedder: Embedder
  readonly context: DemoContext
  readonly status: HTMLElement
  readonly progress: HTMLProgressElement
}

/** Cuts, embeds and stores what is not there yet: closed in the middle, it goes on at the next visit. */
async function addArticles(
  articles: readonly Article[],
  { store, embedder, context, status, progress }: Adding,
): Promise<void> {
  const wanted = articles.flatMap(({ topic, title, text }) =>
    chunk(text, { passageLength: 90, overlap: 0 }).map(({ start, end }) => ({
      id: `${topic}/${title}/${start}`,
      text: text.slice(start, end),
      title,
      topic,
    })),
  )
  const known = new Set<string>()
  for await (const { id, text } of store) known.add(`${id}\n${text}`)
  const missing = wanted.filter(({ id, text }) => !known.has(`${id}\n${text}`))
  progress.max = Math.max(1, missing.length)
  progress.value = 0
  progress.hidden = missing.length === 0
  for (let at = 0; at < missing.length; at += STEP) {
    const part = missing.slice(at, at + STEP)
    status.textContent = `Reading passage ${at + 1} of ${missing.length}…`
    const texts = part.map(({ title, text }) => `${title}: ${text}`)
    const vectors = await context.timed('minilm', () => embedder.embed(texts, { priority: 'background' }))
    await store.put(part.map((passage, index) => ({ ...passage, vector: vectors[index]! })))
    progress.value = at + part.length
  }
}

async function readFiles(list: Iterable<File>): Promise<Article[]> {
  return Promise.all(
    [...list].map(async (file) => ({ topic: 'Your files', title: file.name, text: await file.text() })),
  )
}
