import './learn.css'
import type { FeedbackFormat } from 'tacet/feedback'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { disableFor, placeOf } from '../parts/keep-focus.js'
import { type Panel, SHOWN } from '../parts/panel.js'
import { visitorFeedback } from '../parts/visitor-feedback.js'
import { errorReport } from './learn-errors.js'
import { judgeSamples, reviewList } from './learn-queue.js'
import { LEAST_HELD_OUT, Teacher } from './learn-teacher.js'

const QUEUED = 6

const FORMATS: Readonly<Record<FeedbackFormat, { readonly name: string; readonly file: string }>> = {
  jsonl: { name: 'JSON Lines', file: 'feedback.jsonl' },
  golden: { name: 'Rows for tacet evaluate', file: 'golden.jsonl' },
  'label-studio': { name: 'Label Studio', file: 'label-studio.json' },
}

/** Shows the visitor's judgements from all panels, asks for more, and learns from them. */
export const learnPanel: Panel = {
  async mount(root, context) {
    const feedback = await visitorFeedback()
    const teacher = new Teacher(context, () =>
      attempt(async () => {
        await teacher.current()
        return 'The model is loaded.'
      }),
    )
    const samples = action('Put 60 sample mails into the queue')
    const judge = action('Judge the samples as their author meant them')
    const learn = action('Learn from these', 'primary')
    const analyse = action('Show where it errs')
    const save = action('Save the classifier')
    const remove = action('Delete all feedback')
    const format = element(
      'select',
      { id: 'learn-format' },
      ...Object.entries(FORMATS).map(([value, { name }]) => element('option', { value }, name)),
    )
    const write = action('Save the feedback')
    const counts = element('p', { className: 'learn-counts' })
    const queue = element('div', {})
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const verdict = element('p', { className: 'learn-verdict', attributes: { role: 'status' } })
    const errors = element('div', { className: 'journey' })
    const buttons = [samples, judge, learn, analyse, save, write, remove]
    root.append(
      element('h2', {}, 'Learn from corrections'),
      element(
        'p',
        { className: 'lead' },
        'Your judgements from Classify, Redact and Ask are here, and stay on this device. Judge the texts of which the model is least sure, then let it learn. The new classifier replaces the old one only if it is no worse on judged texts that neither has seen.',
      ),
      counts,
      element('div', { className: 'chips' }, samples, judge),
      status,
      queue,
      element('div', { className: 'learn-actions' }, learn, analyse, save),
      verdict,
      errors,
      element('h3', {}, 'Take it with you, or delete it'),
      element(
        'p',
        { className: 'note' },
        'A file holds the texts that you allowed to leave, without the personal data that the rules found. For every other text it holds your click, the labels and the scores, and not the text.',
      ),
      element(
        'div',
        { className: 'learn-actions' },
        element('label', { htmlFor: format.id }, 'File format'),
        format,
        write,
        remove,
      ),
    )

    async function show(): Promise<void> {
      const entries = await feedback.entries()
      const items = await feedback.queue({ limit: QUEUED, task: 'classify', seed: 1 })
      const withText = entries.filter(({ text, value }) => text !== undefined || value !== undefined).length
      counts.textContent =
        entries.length === 0
          ? 'You have judged nothing yet. Judge an answer in Classify, Redact or Ask, or begin with the sample mails.'
          : `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, ${withText} of them with a text.`
      const place = placeOf(queue)
      queue.replaceChildren(
        items.length === 0
          ? element('p', { className: 'note' }, 'No text waits for a judgement.')
          : reviewList(items, (item, label) =>
              attempt(async () => {
                await feedback.review(item.entry.id, { label, picked: item.picked })
                return `Kept: ${label}.`
              }),
            ),
      )
      place.restore()
    }

    const refresh = () => show().catch((error: unknown) => status.replaceChildren(failureOf(error)))

    async function attempt(work: () => Promise<string>): Promise<void> {
      const enable = disableFor(...buttons)
      try {
        status.textContent = await work()
      } catch (error) {
        status.replaceChildren(failureOf(error))
      } finally {
        enable()
      }
      await refresh()
    }

    samples.addEventListener('click', () => {
      status.textContent = 'Reading the samples…'
      void attempt(async () => {
        const added = await teacher.queueSamples(feedback)
        return added === 0
          ? 'All the sample mails are here already.'
          : `${added} mails were added, with what the classifier says of them.`
      })
    })
    judge.addEventListener('click', () => {
      void attempt(async () => {
        const judged = await judgeSamples(feedback)
        return judged === 0 ? 'No sample mail waits. Put them into the queue first.' : `${judged} samples judged.`
      })
    })
    learn.addEventListener('click', () => {
      verdict.textContent = ''
      status.textContent = 'Learning…'
      void attempt(async () => {
        const { ships, reason, right, heldOut, trainedOn } = await teacher.learn(feedback)
        if (reason === 'too-few') {
          verdict.textContent = `Too few judged texts: ${heldOut} are held out for the test, and it needs ${LEAST_HELD_OUT}. Judge more.`
          return 'Nothing was learnt.'
        }
        verdict.textContent = `On ${heldOut} judged texts that neither has seen, the old classifier is right on ${right.current} and the new one on ${right.retrained}. ${ships ? 'The new one is in use.' : 'The old one stays.'}`
        return `Learnt from ${trainedOn} texts.`
      })
    })
    analyse.addEventListener('click', () =>
      attempt(async () => {
        errors.replaceChildren(...errorReport(await feedback.errors({ clusters: 4 })))
        return 'Counted what was judged in all panels.'
      }),
    )
    save.addEventListener('click', () =>
      attempt(async () => {
        const exported = JSON.stringify((await teacher.current()).export())
        download('classifier.json', new Blob([exported], { type: 'application/json' }))
        return 'Saved. The panel Classify opens it, under labels learnt from examples.'
      }),
    )
    write.addEventListener('click', () =>
      attempt(async () => {
        const form = format.value as FeedbackFormat
        download(FORMATS[form].file, new Blob([await feedback.export({ format: form })], { type: 'application/json' }))
        return 'Saved.'
      }),
    )
    remove.addEventListener('click', () =>
      attempt(async () => {
        errors.replaceChildren()
        verdict.textContent = ''
        return `${await feedback.delete({ all: true })} entries deleted.`
      }),
    )
    // Other panels add entries while this one is out of sight.
    root.addEventListener(SHOWN, refresh)
    await show()
  },
}

const action = (words: string, className = 'quiet') => element('button', { type: 'button', className }, words)
