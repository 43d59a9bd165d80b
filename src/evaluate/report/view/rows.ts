import type { Kit, RowFilter, ShowRows } from './kit.js'
import type { ReportData, ReportRow } from './report-data.js'

/** Draws the rows, with search, filters and pages. */
export function drawRows({ element, figure }: Kit, data: ReportData): { root: HTMLElement; show: ShowRows } {
  // Five thousand rows at once would freeze the browser, and nobody reads more than a page at a time.
  const PAGE = 50
  const kinds: Record<string, (row: ReportRow) => boolean> = {
    all: () => true,
    wrong: ({ right, error }) => right === false || error !== undefined,
    right: ({ right }) => right === true,
    failed: ({ error }) => error !== undefined,
    ...(data.comparison === undefined
      ? {}
      : {
          different: ({ change }: ReportRow) => change !== undefined,
          better: ({ change }: ReportRow) => change === 'better',
          worse: ({ change }: ReportRow) => change === 'worse',
        }),
  }
  // Lower-cased once, at the first search, and not for every key.
  let haystacks: readonly string[] | undefined
  const inLowerCase = () => {
    haystacks ??= data.rows.map(({ id, text, wanted, given }) => `${id}\n${text}\n${wanted}\n${given}`.toLowerCase())
    return haystacks
  }
  let filter: RowFilter = {}
  let limit = PAGE
  const search = element('input', { type: 'search', placeholder: 'Search rows', 'aria-label': 'Search rows' })
  const kind = element('select', { 'aria-label': 'Which rows' })
  for (const [name, keep] of Object.entries(kinds)) {
    kind.append(element('option', { value: name }, `${name} (${data.rows.filter(keep).length})`))
  }
  const clear = element('button', { type: 'button', class: 'link' }, 'show all again')
  const status = element('p', { class: 'note', role: 'status' })
  const list = element('ol', { class: 'rows' })
  const more = element('button', { type: 'button' }, 'Show more')

  const marked = ({ text, spans }: ReportRow) => {
    const paragraph = element('p', { class: 'text', dir: 'auto' })
    if (spans === undefined) {
      paragraph.append(text)
      return paragraph
    }
    const edges = new Set([0, text.length])
    for (const { start, end } of [...spans.gold, ...spans.given]) edges.add(start).add(end)
    const order = [...edges].sort((a, b) => a - b)
    for (const [index, start] of order.slice(0, -1).entries()) {
      const end = order[index + 1] ?? start
      const inside = (span: { start: number; end: number }) => span.start <= start && end <= span.end
      const [gold, given] = [spans.gold.find(inside), spans.given.find(inside)]
      const piece = text.slice(start, end)
      if (gold === undefined && given === undefined) paragraph.append(piece)
      else {
        const verdict =
          gold === undefined
            ? 'extra'
            : given === undefined
              ? 'missed'
              : gold.type === given.type
                ? 'found'
                : 'confused'
        const title = `${verdict}: wanted ${gold?.type ?? 'nothing'}, given ${given?.type ?? 'nothing'}`
        paragraph.append(element('mark', { class: verdict, title }, piece))
      }
    }
    return paragraph
  }

  const draw = (row: ReportRow) => {
    const state = row.error !== undefined ? 'failed' : row.right === undefined ? 'none' : row.right ? 'right' : 'wrong'
    const facts = [
      row.confidence === undefined ? '' : `confidence ${figure(row.confidence)}`,
      row.quality === undefined || row.confidence !== undefined ? '' : `quality ${figure(row.quality)}`,
      ...Object.entries(row.slices).map(([slice, group]) => `${slice}: ${group}`),
    ]
    const answer = (name: string, text: string) =>
      element('div', {}, element('dt', {}, name), element('dd', { dir: 'auto' }, text))
    const answers = element('dl', {}, answer('wanted', row.wanted), answer('given', row.given))
    if (row.before !== undefined) answers.append(answer(`before (${row.change} now)`, row.before))
    const head = element('p', { class: 'row-head' }, element('b', {}, state === 'none' ? '' : state), ` ${row.id} `)
    head.append(element('small', {}, facts.filter((text) => text !== '').join(' · ')))
    return element('li', { class: state }, head, marked(row), answers)
  }

  const update = () => {
    const words = search.value.toLowerCase().trim()
    const keep = kinds[kind.value] ?? (() => true)
    const { wanted, given, slice } = filter
    const found = data.rows.filter(
      (row, index) =>
        keep(row) &&
        (wanted === undefined || row.wanted === wanted) &&
        (given === undefined || row.given === given || (row.error !== undefined && given === '(no answer)')) &&
        (slice === undefined || row.slices[slice[0]] === slice[1]) &&
        (words === '' || inLowerCase()[index]?.includes(words)),
    )
    const limits = [
      wanted === undefined ? '' : `wanted ${wanted}`,
      given === undefined ? '' : `given ${given}`,
      slice === undefined ? '' : `${slice[0]}: ${slice[1]}`,
    ].filter((text) => text !== '')
    status.replaceChildren(`${found.length} rows${limits.length > 0 ? `, ${limits.join(', ')} · ` : ''}`)
    if (limits.length > 0) status.append(clear)
    list.replaceChildren(...found.slice(0, limit).map(draw))
    more.hidden = found.length <= limit
  }
  const restart = () => {
    limit = PAGE
    update()
  }
  search.addEventListener('input', restart)
  kind.addEventListener('change', restart)
  clear.addEventListener('click', () => {
    filter = {}
    restart()
  })
  more.addEventListener('click', () => {
    limit += PAGE
    update()
  })
  update()
  const root = element(
    'section',
    {},
    element('h2', {}, 'Rows'),
    element('div', { class: 'controls' }, search, kind),
    status,
    list,
    more,
  )
  return {
    root,
    show(next) {
      filter = next
      kind.value = 'all'
      search.value = ''
      restart()
      root.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
    },
  }
}
