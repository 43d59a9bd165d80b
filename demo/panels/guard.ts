import './guard.css'
import { createGuard, type Guard, type GuardPolicy, type GuardStage } from 'tacet/guard'
import { createRedactor } from 'tacet/redact'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { latest } from '../parts/latest.js'
import type { Panel } from '../parts/panel.js'
import { tableScroll } from '../parts/table.js'
import { textBox } from '../parts/text-box.js'
import { markedFindings, ruleTable, verdictOf } from './guard-report.js'
import { guardSamples, samplePolicy } from './guard-samples.js'
import { streamPart } from './guard-stream.js'

const STAGES: readonly (readonly [GuardStage, string])[] = [
  ['input', 'A message of the user'],
  ['retrieval', 'A passage of a document'],
  ['tool-result', 'The result of a tool, such as a mail'],
  ['output', 'An answer of the model'],
]

/** Checks a text by the rules of a policy while the visitor edits either, and shows how a stream is held back. */
export const guardPanel: Panel = {
  mount(root) {
    const [first] = guardSamples
    const text = element('textarea', { id: 'guard-text', rows: 7, value: first?.text ?? '', maxLength: 100_000 })
    const stage = element('select', { id: 'guard-stage' }, ...STAGES.map(([value, name]) => option(value, name)))
    stage.value = first?.stage ?? 'input'
    const policy = element('textarea', {
      id: 'guard-policy',
      className: 'guard-policy',
      rows: 18,
      spellcheck: false,
      value: JSON.stringify(samplePolicy, null, 2),
    })
    const verdict = element('p', { className: 'guard-verdict', attributes: { role: 'status' } })
    const wrong = element('p', { className: 'failure', hidden: true, attributes: { role: 'alert' } })
    const seen = textBox('The findings in the text', 'guard-text')
    const passed = textBox('The text that passes', 'guard-text')
    const rules = tableScroll('The rules of this stage')

    const redactor = createRedactor({ locales: 'all' })
    let guard: Guard | undefined
    let isWarm = false
    function readPolicy(): void {
      try {
        guard = createGuard(JSON.parse(policy.value) as GuardPolicy, { detectors: { redactor } })
        wrong.hidden = true
      } catch (error) {
        guard = undefined
        wrong.hidden = false
        wrong.replaceChildren('The policy cannot be used. ', failureOf(error))
      }
    }

    const run = latest<void>(
      async (_, signal) => {
        if (guard === undefined) return
        verdict.textContent ||= 'Reading…'
        const chosen = stage.value as GuardStage
        const given = { stage: chosen, signal }
        // The first check also loads the rules of the redactor, and its times would say nothing about the guard.
        if (!isWarm) await guard.check(text.value, given)
        isWarm = true
        const report = await guard.check(text.value, given)
        verdict.textContent = verdictOf(report)
        seen.replaceChildren(...markedFindings(text.value, report))
        passed.textContent = report.text
        rules.replaceChildren(ruleTable(guard.policy, chosen, report))
      },
      verdict,
      60,
    )

    const samples = guardSamples.map((sample) => {
      const chip = element('button', { type: 'button', className: 'chip' }, sample.name)
      chip.addEventListener('click', () => {
        text.value = sample.text
        stage.value = sample.stage
        run()
      })
      return chip
    })
    for (const control of [text, stage]) control.addEventListener('input', () => run())
    policy.addEventListener('input', () => {
      readPolicy()
      run()
    })

    root.append(
      element('h2', {}, 'Check what goes into a model, and what comes out'),
      element(
        'p',
        { className: 'lead' },
        'A mail or a page can give orders to your assistant. The guard finds them without a model, before the assistant reads the text.',
      ),
      element('div', { className: 'chips', attributes: { role: 'group', 'aria-label': 'Samples' } }, ...samples),
      element('div', { className: 'field' }, element('label', { htmlFor: text.id }, 'The text'), text),
      element('div', { className: 'field beside' }, element('label', { htmlFor: stage.id }, 'The text is'), stage),
      wrong,
      verdict,
      element(
        'div',
        { className: 'guard-columns' },
        element('div', { className: 'field' }, element('h3', {}, 'Findings'), seen),
        element('div', { className: 'field' }, element('h3', {}, 'What passes'), passed),
      ),
      rules,
      element(
        'details',
        { className: 'fold' },
        element('summary', {}, 'The policy is data: change it'),
        element('div', { className: 'field' }, element('label', { htmlFor: policy.id }, 'Policy, as JSON'), policy),
      ),
      streamPart(() => guard),
      element(
        'p',
        { className: 'note' },
        'An attacker can write around rules that look for words. So the guard also limits the harm: once a foreign text was read, tools with effects wait for approval, and links to other hosts are removed. ',
        element('a', { href: './docs/guides/guard.html' }, 'Threat model and measured figures'),
      ),
    )
    readPolicy()
    run()
  },
}

function option(value: GuardStage, name: string): HTMLOptionElement {
  return element('option', { value }, name)
}
