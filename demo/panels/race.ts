import './race.css'
import { copyText } from '../parts/copy-text.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import type { Panel } from '../parts/panel.js'
import { raceChart } from './race-chart.js'
import { type Device, deviceLine, readDevice, reportJson, reportText, verdictOf } from './race-report.js'
import { type Race, type RaceResult, runRace } from './race-run.js'

/** Lets tacet and other libraries do the same work on the visitor's machine, taking turns. */
export const racePanel: Panel = {
  async mount(root, { load }) {
    const { racesWith } = await import('./race-contenders.js')
    const races = racesWith(load)
    const rounds = element(
      'select',
      { id: 'race-rounds' },
      ...['1', '3', '5', '11'].map((value) => element('option', { value }, value)),
    )
    rounds.value = '5'
    const start = element('button', { id: 'race-start', type: 'button' }, 'Start the race')
    const stop = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Stop')
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const where = element('p', { className: 'note' })
    const boxes = races.map((race) => {
      const box = element('input', { id: `race-${race.id}`, type: 'checkbox', checked: true })
      return { race, box, label: element('label', { className: 'check', htmlFor: box.id }, box, race.title) }
    })
    const places = new Map(races.map(({ id }) => [id, element('section', { className: 'race', hidden: true })]))
    const asText = element('button', { type: 'button', className: 'quiet' }, 'Copy as text')
    const asJson = element('button', { type: 'button', className: 'quiet' }, 'Copy as JSON')
    const copied = element('span', { className: 'note', attributes: { role: 'status' } })
    const named = { role: 'region', 'aria-label': 'The result' }
    const output = element('pre', { className: 'race-report', tabIndex: 0, hidden: true, attributes: named })
    const share = element('div', { className: 'chips', hidden: true }, asText, asJson, copied)

    root.append(
      element('h2', {}, 'Race on your machine'),
      element(
        'p',
        { className: 'lead' },
        'tacet and other libraries do the same work on this device, one after the other. You see which is faster. A click on Start fetches the other libraries from this site alone: 15 MB, or 3 MB where the server compresses. The models that all of them use have 28 MB.',
      ),
      element(
        'fieldset',
        { className: 'race-choices' },
        element('legend', {}, 'Races'),
        ...boxes.map(({ label }) => label),
      ),
      element(
        'div',
        { className: 'race-start' },
        element('div', { className: 'field' }, element('label', { htmlFor: rounds.id }, 'Rounds that count'), rounds),
        start,
        stop,
      ),
      status,
      where,
      ...places.values(),
      share,
      output,
      element(
        'p',
        { className: 'note' },
        'Other pages and programs slow all of them down. A laptop on battery, or a hot one, gives other ratios. Speed does not tell how good the answers are: “Check our claims” measures that. Two fast libraries are missing. redact-pii needs Node: it takes a tenth of the time of tacet’s rules, and hides less. hnswlib-wasm searches as fast, after a far longer preparation. ',
        element('a', { href: './docs/figures.html' }, 'Their figures'),
      ),
    )

    let results: readonly RaceResult[] = []
    let device: Device | undefined
    let counted = 0
    const runs = newestRun()

    const show = (result: RaceResult) => {
      const place = places.get(result.id)
      if (place === undefined) return
      place.hidden = false
      place.replaceChildren(
        element('h3', {}, result.title),
        element('p', { className: 'race-verdict' }, verdictOf(result)),
        raceChart(result),
        ...result.failed.map(({ name, reason }) =>
          element('p', { className: 'failure' }, `${name} did not run: ${reason}.`),
        ),
        element('p', { className: 'note' }, `${result.work}. ${result.fairness}`),
      )
    }

    async function raceAll(chosen: readonly Race[]): Promise<void> {
      const signal = runs.begin()
      results = []
      counted = Number(rounds.value)
      for (const place of places.values()) place.hidden = true
      share.hidden = true
      output.hidden = true
      start.hidden = true
      stop.hidden = false
      stop.focus()
      const report = (words: string) => {
        status.textContent = words
      }
      try {
        device = await readDevice()
        where.textContent = `${deviceLine(device)}.`
        for (const race of chosen) {
          const result = await runRace(race, counted, { signal, report })
          results = [...results, result]
          show(result)
        }
        status.textContent = `${inRaces(results.length)} run.`
      } catch (error) {
        status.replaceChildren(signal.aborted ? `Stopped after ${inRaces(results.length)}.` : failureOf(error))
      } finally {
        start.hidden = false
        passFocus(stop, start)
        stop.hidden = true
        share.hidden = results.length === 0
      }
    }

    async function copy(text: string): Promise<void> {
      output.hidden = false
      output.textContent = text
      const isCopied = await copyText(text)
      if (!isCopied) getSelection()?.selectAllChildren(output)
      copied.textContent = isCopied ? 'Copied.' : 'Selected: this page may not copy by itself.'
    }

    start.addEventListener('click', async () => {
      const chosen = boxes.filter(({ box }) => box.checked).map(({ race }) => race)
      if (chosen.length === 0) status.textContent = 'Choose a race first.'
      else await raceAll(chosen)
    })
    stop.addEventListener('click', () => {
      runs.stop()
      status.textContent = 'Stopping…'
    })
    asText.addEventListener('click', async () => {
      if (device !== undefined) await copy(reportText(device, counted, results))
    })
    asJson.addEventListener('click', async () => {
      if (device !== undefined) await copy(reportJson(device, counted, results))
    })
  },
}

const inRaces = (count: number) => `${count} ${count === 1 ? 'race' : 'races'}`
