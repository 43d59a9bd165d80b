import './write.css'
import { availability, createGenerator, type Generation, type TextGenerator } from 'tacet'
import { writeRecipe } from '../code/recipes/write.js'
import { codeTabs } from '../parts/code-tabs.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatMilliseconds } from '../parts/format.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import type { Panel } from '../parts/panel.js'
import { chatPart } from './chat.js'
import { createFacts } from './facts.js'
import { suggestInto } from './write-suggest.js'
import { summarizePart } from './write-summarize.js'

const STARTS: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'Can you help me…', text: 'Can you help me find' },
  { name: 'Please confirm…', text: 'Please confirm the following' },
  { name: 'I would like to book…', text: 'I would like to book a table for two.' },
]

const SCHEMA = {
  type: 'object',
  properties: {
    topic: { enum: ['booking', 'delivery', 'complaint', 'other'] },
    urgent: { type: 'boolean' },
    people: { type: 'integer', minimum: 1, maximum: 20 },
  },
  required: ['topic', 'urgent', 'people'],
}

/**
 * Lets a small model write on this device: the next words while the visitor types, text that streams and stops at once,
 * or JSON that obeys a schema.
 */
export const writePanel: Panel = {
  mount(root, context) {
    const { load } = context
    const model = element('input', { id: 'write-model', value: 'compose', autocomplete: 'off', spellcheck: false })
    const prompt = element('textarea', { id: 'write-prompt', rows: 4, value: STARTS[0]?.text ?? '', maxLength: 20_000 })
    const number = (id: string, value: number, step: number, min: number, max: number) =>
      element('input', {
        id: `write-${id}`,
        type: 'number',
        value: String(value),
        step: String(step),
        min: String(min),
        max: String(max),
      })
    const temperature = number('temperature', 0.7, 0.1, 0, 2)
    const maxTokens = number('tokens', 60, 10, 1, 2000)
    const seed = number('seed', 1, 1, 0, 1e9)
    const asJson = element('input', { id: 'write-json', type: 'checkbox' })
    const schema = element('textarea', {
      id: 'write-schema',
      rows: 9,
      value: JSON.stringify(SCHEMA, undefined, 2),
      spellcheck: false,
    })
    const schemaField = element(
      'div',
      { className: 'field write-schema', hidden: true },
      element('label', { htmlFor: schema.id }, 'JSON Schema'),
      schema,
    )
    const start = element('button', { type: 'button' }, 'Write')
    const stop = element('button', { type: 'button', className: 'quiet', disabled: true }, 'Stop')
    const output = element('output', {
      className: 'write-output text-box',
      attributes: { 'aria-label': 'What the model wrote' },
    })
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const facts = createFacts()
    const field = (label: string, input: HTMLInputElement) =>
      element('div', { className: 'field' }, element('label', { htmlFor: input.id }, label), input)
    const suggested = suggestInto(prompt, context)
    const chips = STARTS.map(({ name, text }) => {
      const chip = element('button', { type: 'button', className: 'chip' }, name)
      chip.addEventListener('click', () => {
        prompt.value = text
        prompt.focus()
        prompt.setSelectionRange(text.length, text.length)
        prompt.dispatchEvent(new Event('input'))
      })
      return chip
    })

    const numbersNow = () => ({
      temperature: temperature.valueAsNumber,
      maxTokens: maxTokens.valueAsNumber,
      seed: seed.valueAsNumber,
    })
    /** While the schema is half written, the code keeps the sample. */
    const schemaNow = (): unknown => {
      if (!asJson.checked) return undefined
      try {
        return JSON.parse(schema.value)
      } catch {
        return SCHEMA
      }
    }

    root.append(
      element('h2', {}, 'Write on this device'),
      element(
        'p',
        { className: 'lead' },
        'While you type, a small model offers the next words when it is sure of them. “Write” lets it continue alone, as text or as JSON that keeps to your schema. It knows how people write to shops, hotels and banks, and nothing else. For a chat, choose a larger model below.',
      ),
      element('div', { className: 'field' }, element('label', { htmlFor: prompt.id }, 'Your text'), suggested.root),
      element(
        'div',
        { className: 'chips', attributes: { role: 'group', 'aria-label': 'Sample beginnings' } },
        ...chips,
      ),
      element(
        'div',
        { className: 'write-grid' },
        field('Model or its folder', model),
        field('Temperature', temperature),
        field('Tokens at most', maxTokens),
        field('Seed', seed),
      ),
      element('label', { className: 'check', htmlFor: asJson.id }, asJson, 'Answer as JSON'),
      schemaField,
      element('div', { className: 'write-buttons' }, start, stop),
      status,
      output,
      facts.root,
      codeTabs(root, () =>
        writeRecipe({ model: model.value.trim() || model.placeholder, ...numbersNow(), schema: schemaNow() }),
      ),
      summarizePart(),
      chatPart(context),
    )
    asJson.addEventListener('change', () => {
      schemaField.hidden = !asJson.checked
    })

    void availability('generate').then((word) => {
      if (word !== 'unavailable') return
      model.value = ''
      model.placeholder = '/models/my-model/'
      status.textContent = 'No model that writes is bundled: give the address of a folder on this site that holds one.'
    })

    let open: { id: string; generator: Promise<TextGenerator> } | undefined
    function generatorFor(id: string): Promise<TextGenerator> {
      if (open?.id === id) return open.generator
      void open?.generator.then((generator) => generator.close()).catch(() => {})
      const generator = load(
        id,
        (options) => createGenerator({ ...options, model: id }),
        () => start.click(),
      )
      open = { id, generator }
      generator.catch(() => {
        open = undefined
      })
      return generator
    }

    const runs = newestRun()
    stop.addEventListener('click', () => runs.stop())
    start.addEventListener('click', async () => {
      const signal = runs.begin()
      suggested.learn(prompt.value)
      output.textContent = ''
      status.textContent = 'Loading the model…'
      facts.show({})
      stop.disabled = false
      output.setAttribute('aria-busy', 'true')
      try {
        const options = { signal, ...numbersNow() }
        const generator = await generatorFor(model.value.trim())
        signal.throwIfAborted()
        status.textContent = 'Writing…'
        const written = asJson.checked ? await writeJson(generator, options) : await writeText(generator, options)
        status.textContent =
          written.finishReason === 'length' ? 'It reached the limit of tokens.' : 'It came to an end.'
        facts.show(factsOf(written))
      } catch (error) {
        status.replaceChildren(signal.aborted ? 'Stopped.' : reasonOf(error))
      } finally {
        if (runs.isNewest(signal)) {
          passFocus(stop, start)
          stop.disabled = true
          output.removeAttribute('aria-busy')
        }
      }
    })

    type Options = Parameters<TextGenerator['generate']>[1]

    async function writeText(generator: TextGenerator, options: Options): Promise<Generation> {
      const stream = generator.stream(prompt.value, options)
      for await (const piece of stream) output.append(piece)
      return stream.result
    }

    async function writeJson(generator: TextGenerator, options: Options): Promise<Generation> {
      const show = (value: unknown) => {
        output.textContent = JSON.stringify(value, undefined, 2)
      }
      const written = await generator.object(prompt.value, {
        ...options,
        schema: JSON.parse(schema.value) as Record<string, unknown>,
        onPartial: show,
      })
      show(written.object)
      return written
    }
  },
}

function factsOf({ usage, timings, engine }: Generation): Record<string, string> {
  return {
    'first word': formatMilliseconds(timings.firstTokenMs),
    speed: `${timings.tokensPerSecond.toFixed(1)} tokens/s`,
    read: `${usage.inputTokens} tokens`,
    written: `${usage.outputTokens} tokens`,
    by: engine,
  }
}

function reasonOf(error: unknown): Node | string {
  return error instanceof SyntaxError ? `The schema is not JSON: ${error.message}` : failureOf(error)
}
