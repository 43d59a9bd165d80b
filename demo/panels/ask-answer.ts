import type { Answer, AnswerDocument } from 'tacet'
import { element } from '../parts/element.js'

/** Renders the answer with each [n] as a button, and with unsupported text underlined. */
export function renderAnswer(
  { text, citations, unsupported }: Answer,
  onCitation: (place: Place) => void,
): (Node | string)[] {
  const nodes: (Node | string)[] = []
  const doubts = unsupported.filter(({ type }) => type !== 'marker')
  let at = 0
  for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
    nodes.push(...withDoubts(text, at, match.index, doubts))
    const citation = citations.find(
      ({ marker, statement }) =>
        marker === Number(match[1]) && match.index >= statement.start && match.index < statement.end,
    )
    if (citation === undefined) nodes.push(match[0])
    else {
      const button = element(
        'button',
        { type: 'button', className: 'quiet', title: 'Show where this stands' },
        match[0],
      )
      button.addEventListener('click', () => onCitation(citation))
      nodes.push(button)
    }
    at = match.index + match[0].length
  }
  return [...nodes, ...withDoubts(text, at, text.length, doubts)]
}

function withDoubts(text: string, from: number, to: number, doubts: Answer['unsupported']): (Node | string)[] {
  const nodes: (Node | string)[] = []
  let at = from
  for (const { type, start, end } of doubts) {
    if (start < at || end > to) continue
    const title = type === 'statement' ? 'No passage says this' : 'The cited passage does not say this'
    nodes.push(text.slice(at, start), element('span', { className: 'doubtful', title }, text.slice(start, end)))
    at = end
  }
  return [...nodes, text.slice(at, to)]
}

/** A place in a document. */
export interface Place {
  readonly documentId: string
  readonly start: number
  readonly end: number
}

/** The passages that came nearest to a question that no passage answers. */
export const nearestPlaces = ({ passages }: Answer): Place[] =>
  passages.slice(0, 3).map(({ document, start, end }) => ({ documentId: document.id, start, end }))

/** Says that the documents do not answer, and shows the nearest places, so that the visitor can judge. */
export function renderNotFound(result: Answer, onPlace: (place: Place) => void): (Node | string)[] {
  const places = nearestPlaces(result).map((place) => {
    const button = element('button', { type: 'button', className: 'quiet' }, place.documentId)
    button.addEventListener('click', () => onPlace(place))
    return button
  })
  return [
    element('strong', { className: 'ask-missing' }, 'Not in these documents.'),
    ' Nothing was made up.',
    ...(places.length === 0 ? [] : ['\nThe nearest places, none of which answers: ']),
    ...places.flatMap((place, index) => (index === 0 ? [place] : [' ', place])),
  ]
}

/** Renders the documents with the cited places marked. */
export function renderDocuments(documents: readonly AnswerDocument[], places: readonly Place[]): HTMLElement[] {
  return documents.map(({ id, text }) => {
    const article = element('article', { className: 'ask-document', tabIndex: 0 }, element('h4', {}, id))
    let at = 0
    const own = places.filter(({ documentId }) => documentId === id).sort((a, b) => a.start - b.start)
    for (const { start, end } of own) {
      if (start < at) continue
      const mark = element('mark', { id: markId({ documentId: id, start }), tabIndex: -1 }, text.slice(start, end))
      article.append(text.slice(at, start), mark)
      at = end
    }
    article.append(text.slice(at))
    return article
  })
}

export const markId = ({ documentId, start }: { readonly documentId: string; readonly start: number }) =>
  `ask-${documentId.replaceAll(/\W/g, '-')}-${start}`
