import type { Guard } from 'tacet/guard'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { newestRun } from '../parts/newest-run.js'
import { textBox } from '../parts/text-box.js'
import { reasonsOf } from './guard-report.js'
import { sampleAnswer } from './guard-samples.js'

/** A model on an ordinary laptop writes about as fast. */
const PIECE_MS = 45
const PIECE = /\s*\S{1,6}/g

/** Types an answer out, as a model would, beside the part of it that has passed the guard. */
export function streamPart(guard: () => Guard | undefined): HTMLElement {
  const answer = element('textarea', { id: 'guard-answer', rows: 4, value: sampleAnswer, maxLength: 4000 })
  const play = element('button', { type: 'button' }, 'Write it')
  const written = textBox('Written so far', 'guard-written')
  const shown = textBox('Shown to the reader', 'guard-shown')
  const status = element('p', { className: 'note', attributes: { role: 'status' } })

  const runs = newestRun()
  async function run(): Promise<void> {
    const signal = runs.begin()
    const given = guard()
    if (given === undefined) {
      status.textContent = 'The policy above has an error. Mend it first.'
      return
    }
    written.textContent = ''
    shown.textContent = ''
    status.textContent = 'Writing…'
    try {
      const stream = given.stream({ stage: 'output', signal })
      const pieces = typed(answer.value, (piece) => written.append(piece), signal)
      await pieces.pipeThrough(stream, { signal }).pipeTo(
        new WritableStream({
          write: (text) => {
            shown.append(text)
          },
        }),
      )
      const { findings } = stream.outcome
      status.textContent = `Done. ${findings.length === 0 ? 'Nothing was found' : `Found: ${reasonsOf(findings)}`}.`
    } catch (error) {
      if (!signal.aborted) status.replaceChildren(failureOf(error))
    }
  }
  play.addEventListener('click', () => void run())

  return element(
    'section',
    { className: 'guard-stream', attributes: { 'aria-labelledby': 'guard-stream-title' } },
    element('h3', { id: 'guard-stream-title' }, 'A stream never leaks'),
    element(
      'p',
      { className: 'note' },
      'A timer types this text in place of a model. The guard is the real one: it holds each sentence back until the sentence has passed.',
    ),
    element('div', { className: 'field' }, element('label', { htmlFor: answer.id }, 'The answer of the model'), answer),
    play,
    status,
    element(
      'div',
      { className: 'guard-columns' },
      element('div', { className: 'field' }, element('h4', {}, 'The model has written'), written),
      element('div', { className: 'field' }, element('h4', {}, 'The reader sees'), shown),
    ),
  )
}

/** Gives a text in small pieces, with a pause before each piece. */
function typed(text: string, onPiece: (piece: string) => void, signal: AbortSignal): ReadableStream<string> {
  const pieces = text.match(PIECE) ?? []
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      const piece = pieces[at++]
      if (piece === undefined || signal.aborted) return controller.close()
      await new Promise((resolve) => setTimeout(resolve, PIECE_MS))
      onPiece(piece)
      controller.enqueue(piece)
    },
  })
}
