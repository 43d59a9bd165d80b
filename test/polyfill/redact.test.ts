import { createRedactor } from 'tacet/redact'
import { expect, test } from 'vitest'
import { generatorWith, polyfilled, read, written } from './polyfilled.js'

const redact = createRedactor({ locales: ['us'] })
const mail = 'jo.miller@example.com'
const other = 'ann@example.org'

test('a server sees placeholders, the page sees the values, in each turn under the same placeholder', async () => {
  const { generator, inputs } = await generatorWith(
    ['I wrote to [EMAIL_1].', 'Again to [EMAIL_1] and [EMAIL_2].'],
    'server',
  )
  const { LanguageModel } = polyfilled({ generator, redact })
  const session = await LanguageModel.create({ initialPrompts: [{ role: 'system', content: `The user is ${mail}.` }] })
  expect(await session.prompt(`Write to ${mail}`)).toBe(`I wrote to ${mail}.`)
  expect((await read(session.promptStreaming(`And to ${other}`))).join('')).toBe(`Again to ${mail} and ${other}.`)
  const sent = JSON.stringify(inputs)
  expect(sent).not.toContain(mail)
  expect(sent).not.toContain(other)
  expect(inputs[1]?.messages.map(({ content }) => content)).toEqual([
    'The user is [EMAIL_1].',
    'Write to [EMAIL_1]',
    'I wrote to [EMAIL_1].',
    'And to [EMAIL_2]',
  ])
})

test('another session has placeholders of its own', async () => {
  const { generator, inputs } = await generatorWith(['[EMAIL_2]'], 'server')
  const { LanguageModel } = polyfilled({ generator, redact })
  const [one, two] = [await LanguageModel.create(), await LanguageModel.create()]
  await one.prompt(`${mail} ${other}`)
  expect(await two.prompt(other)).toBe('[EMAIL_2]')
  expect(inputs[1]?.messages[0]?.content).toBe('[EMAIL_1]')
})

test('tools get the values that they may have, and their results are hidden', async () => {
  const call = (id: string, name: string) => ({ id, name, arguments: '{"to":"[EMAIL_1]"}' })
  const toolCalls = [call('a', 'send')]
  const { generator, inputs } = await generatorWith(
    [written('', { finishReason: 'tool-calls', toolCalls }), 'Done: [EMAIL_2]'],
    'server',
  )
  const { LanguageModel } = polyfilled({ generator, redact })
  const seen: unknown[] = []
  const session = await LanguageModel.create({
    tools: [
      {
        name: 'send',
        description: `Sends mail, not to ${mail}`,
        inputSchema: { type: 'object', properties: { to: { type: 'string', examples: [mail] } } },
        execute: async (values: { to: string }) => {
          seen.push(values)
          return `sent, copy to ${other}`
        },
      },
    ],
  })
  expect(await session.prompt(`Send it to ${mail}`)).toBe(`Done: ${other}`)
  expect(seen).toEqual([{ to: mail }])
  const sent = JSON.stringify(inputs)
  expect(sent).not.toContain(mail)
  expect(sent).not.toContain(other)
})

test('schemas, writers, rewriters and summaries go through the same gate', async () => {
  const { generator, inputs } = await generatorWith(
    ['{"to":"[EMAIL_1]"}', 'Mail [EMAIL_1]', '[EMAIL_1] was here', 'Sum [EMAIL_1]'],
    'server',
  )
  const { LanguageModel, Writer, Rewriter, Summarizer } = polyfilled({
    generator,
    redact,
    summarizer: { writes: true },
  })
  const session = await LanguageModel.create()
  const responseConstraint = { type: 'object', properties: { to: { enum: [mail] } }, required: ['to'] }
  expect(await session.prompt(`Choose ${mail}`, { responseConstraint })).toBe(`{"to":"${mail}"}`)
  const writer = await Writer.create({ sharedContext: `from ${mail}` })
  expect(await writer.write(`a mail to ${other}`)).toBe(`Mail ${mail}`)
  expect(await (await Rewriter.create()).rewrite(`Hi ${mail}`)).toBe(`${mail} was here`)
  const summarizer = await Summarizer.create({ type: 'tldr' })
  expect(
    await summarizer.summarize(`The man with the address ${mail} came to the house. He saw nobody there at all.`),
  ).toBe(`Sum ${mail}`)
  expect(inputs).toHaveLength(4)
  const sent = JSON.stringify(inputs)
  expect(sent).not.toContain(mail)
  expect(sent).not.toContain(other)
})

test('an answer that its real values put outside of the schema is a failure that quotes none of them', async () => {
  const { generator } = await generatorWith(['{"to":"[EMAIL_1]"}'], 'server')
  const session = await polyfilled({ generator, redact }).LanguageModel.create()
  const responseConstraint = { type: 'object', properties: { to: { type: 'string', maxLength: 10 } } }
  const failed = await session.prompt(`Choose ${mail}`, { responseConstraint }).catch((error: unknown) => error)
  expect(failed).toMatchObject({ name: 'NotReadableError', cause: { code: 'invalid-output' } })
  expect(String(failed)).not.toContain(mail)
})

test('where the redactor fails, nothing is sent', async () => {
  const { generator, inputs } = await generatorWith(['a'], 'server')
  const broken = { redact: () => Promise.reject(new Error(mail)) }
  const { LanguageModel } = polyfilled({ generator, redact: broken })
  const session = await LanguageModel.create()
  const failed = await session.prompt(mail).catch((error: unknown) => error)
  expect(failed).toMatchObject({ name: 'NotAllowedError', cause: { code: 'policy-denied' } })
  expect(String(failed)).not.toContain(mail)
  expect(inputs).toEqual([])
})
