import { createEmbedder, type Embedder } from 'tacet'
import { type Filter, type Hit, openVectorStore } from 'tacet/store'
import { searchRecipe } from '../code/recipes/search.js'
import { codeTabs } from '../parts/code-tabs.js'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatBytes } from '../parts/format.js'
import { passFocus } from '../parts/keep-focus.js'
import { latest } from '../parts/latest.js'
import type { DemoContext, Panel } from '../parts/panel.js'
import './search.css'
import { type Article, HANDBOOK } from './search-handbook.js'
import { createMany } from './search-many.js'
import { createMap } from './search-map.js'
import { addArticles, noteUnfinished, readFiles, unfinished } from './search-reading.js'
import { createRanking, type PassageRecord } from './search-results.js'

const SAMPLES = [
  'the pipe has burst',
  'who may use the saw',
  'how to get out when it burns',
  'bread',
  'visitors over night',
]
/** The most hits of each ranking. */
const LIMIT = 6
/**
 * How strongly the last ranking prefers different hits: enough to show the effect, not so much that hits miss the
 * question.
 */
const DIVERSITY = 0.4

/** Searches a handbook or dropped files while the visitor types: by words, by meaning and by both. */
export const searchPanel: Panel = {
  async mount(root, context) {
    const query = element('input', { id: 'search-query', type: 'search', value: SAMPLES[0]!, autocomplete: 'off' })
    const topics = element('div', { className: 'chips', attributes: { role: 'group', 'aria-label': 'Topics' } })
    const files = element('input', {
      id: 'search-files',
      type: 'file',
      multiple: true,
      accept: '.txt,.md,.html,.htm,.csv,.tsv,.json,.jsonl,.docx,.pdf,text/*',
    })
    const problems = element('p', { className: 'failure', hidden: true, attributes: { role: 'alert' } })
    const stop = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Stop reading')
    const drop = element(
      'div',
      { className: 'search-drop' },
      element(
        'label',
        { htmlFor: files.id },
        'Drop text, Markdown, HTML, CSV, JSON, Word or PDF files here, or choose them: ',
      ),
      files,
    )
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const usage = element('p', { className: 'note' })
    const progress = element('progress', { hidden: true, attributes: { 'aria-label': 'Passages read' } })
    const save = element('button', { type: 'button', className: 'quiet' }, 'Export')
    const restore = element('input', { id: 'search-import', type: 'file', accept: '.tacet' })
    const clear = element('button', { type: 'button', className: 'quiet' }, 'Start afresh')
    const rankings = {
      lexical: createRanking(
        'Words',
        'By their words, as a search engine does (BM25). The last word may be unfinished.',
      ),
      dense: createRanking('Meaning', 'By meaning: the nearest vectors. The time includes the vector of your query.'),
      hybrid: createRanking('Both', 'The scores of both lists, half each.'),
      varied: createRanking('Varied', 'Like Both, but a passage that repeats a better one moves down.'),
    }
    const map = createMap()
    const chosen = new Set<string>()
    root.append(
      element('h2', {}, 'Search by words and by meaning'),
      element(
        'p',
        { className: 'lead' },
        'Type a few words. The page searches the handbook of an imaginary house in four ways, side by side. You can add your own files below. All passages are kept in this browser.',
      ),
      element('div', { className: 'field' }, element('label', { htmlFor: query.id }, 'Search'), query),
      element(
        'div',
        { className: 'chips', attributes: { role: 'group', 'aria-label': 'Sample queries' } },
        ...SAMPLES.map(sample),
      ),
      element('div', { className: 'search-topics' }, element('span', { className: 'note' }, 'Only in'), topics),
      element('div', { className: 'search-progress' }, status, progress, stop),
      problems,
      element(
        'div',
        { className: 'search-rankings', tabIndex: 0, attributes: { role: 'region', 'aria-label': 'Results' } },
        ...Object.values(rankings).map((ranking) => ranking.root),
      ),
      codeTabs(root, () => searchRecipe({ topics: [...chosen], limit: LIMIT })),
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
        element(
          'div',
          { className: 'search-import' },
          element('label', { htmlFor: restore.id }, 'Open an exported file'),
          restore,
        ),
      )
    }

    status.textContent = 'Opening…'
    const embedder = await openEmbedder(context, status)
    const store = await openVectorStore<PassageRecord>('demo-handbook', { embedder })
    let passages: readonly PassageRecord[] = []
    let reading: AbortController | undefined
    let queue: Promise<void> = Promise.resolve()

    const run = latest<void>(async (_, signal) => {
      const text = query.value.trim()
      // While the first passages are read, nothing that is missing was looked for.
      if (text === '' || passages.length === 0) {
        for (const ranking of Object.values(rankings)) ranking.clear()
        map.mark(new Set())
        return
      }
      const filter: Filter = chosen.size === 0 ? {} : { topic: { in: [...chosen] } }
      const options = { filter, limit: LIMIT, prefix: true, signal }
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
      usage.textContent = `${records} passages, ${place}. In memory: ${formatBytes(searchBytes)} to search and ${formatBytes(exactBytes)} to compare exactly, with room for more passages. This site stores ${formatBytes(bytes)} in all.`
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

    /** Reads one after the other: files that are dropped during a reading wait for their turn. */
    function guarded(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
      queue = queue.then(() => perform(work))
      return queue
    }

    async function perform(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
      const mine = new AbortController()
      reading = mine
      try {
        await work(mine.signal)
        await refresh()
        status.textContent = ''
      } catch (error) {
        if (mine.signal.aborted) {
          await refresh()
          status.textContent = 'Stopped. What was read stays; choose the files again to go on.'
        } else status.replaceChildren(failureOf(error))
      } finally {
        progress.hidden = true
        passFocus(stop, query)
        stop.hidden = true
        reading = undefined
      }
    }

    const add = (articles: readonly Article[], signal: AbortSignal) =>
      addArticles(articles, { store, embedder, context, status, progress, stop, signal })

    async function addFiles(list: Iterable<File>): Promise<void> {
      const { articles, refused } = await readFiles(list)
      problems.textContent = refused.join(' ')
      problems.hidden = refused.length === 0
      if (articles.length === 0) return
      await guarded(async (signal) => {
        noteUnfinished(articles.map(({ title }) => title))
        await add(articles, signal).finally(() => noteUnfinished([]))
      })
    }

    stop.addEventListener('click', () => reading?.abort())
    // The browser asks before it throws away unfinished work.
    addEventListener('beforeunload', (event) => {
      if (reading !== undefined && unfinished().length > 0) event.preventDefault()
    })
    query.addEventListener('input', () => run())
    files.addEventListener('change', () => addFiles(files.files ?? []))
    drop.addEventListener('dragover', (event) => event.preventDefault())
    drop.addEventListener('drop', (event) => {
      event.preventDefault()
      void addFiles(event.dataTransfer?.files ?? [])
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
    clear.addEventListener('click', () => {
      reading?.abort()
      return guarded(async (signal) => {
        chosen.clear()
        await store.clear()
        await add(HANDBOOK, signal)
      })
    })
    await refresh()
    await guarded((signal) => add(HANDBOOK, signal))
    const cutOff = unfinished()
    noteUnfinished([])
    if (cutOff.length > 0) {
      problems.textContent = `Reading ${cutOff.join(', ')} was cut off. What was read is here; choose the files again to go on.`
      problems.hidden = false
    }
  },
}

/** Waits for the model. After a failure it waits until the visitor tries again and the model loads. */
function openEmbedder(context: DemoContext, status: HTMLElement): Promise<Embedder> {
  return new Promise((resolve) => {
    const attempt = () => {
      context.load('minilm', createEmbedder, attempt).then(resolve, (error: unknown) => {
        status.replaceChildren(failureOf(error))
      })
    }
    attempt()
  })
}
