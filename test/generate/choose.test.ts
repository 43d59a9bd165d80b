import { expect, test } from 'vitest'
import { createGenerator } from '../../src/generate.js'
import { scriptedEngine } from './scripted-engine.js'

const scored = (yes: number) => ({
  text: yes > 0.5 ? 'yes' : 'no',
  choices: [
    { label: 'yes', score: yes },
    { label: 'no', score: 1 - yes },
  ].sort((a, b) => b.score - a.score),
})

test('an engine that scores says how sure it is of each', async () => {
  await using generator = await createGenerator({ engines: [scriptedEngine('local', [scored(0.8)])] })
  expect(await generator.choose('Is it?', ['yes', 'no'])).toMatchObject({
    choice: 'yes',
    scores: [{ label: 'yes', score: 0.8 }, { label: 'no' }],
    engine: 'local',
  })
})

test('an engine that cannot score is held to the choices by a schema', async () => {
  const server = scriptedEngine('server', ['{"choice":"no"}'])
  await using generator = await createGenerator({ engines: [server] })
  expect(await generator.choose('Is it?', ['yes', 'no'])).toMatchObject({ choice: 'no', scores: undefined })
  expect(server.asked[0]?.schema).toMatchObject({ properties: { choice: { enum: ['yes', 'no'] } } })
})

test('too little certainty goes to the next engine, and stays where there is none', async () => {
  const local = scriptedEngine('local', [scored(0.55)])
  const server = scriptedEngine('server', ['{"choice":"no"}'])
  await using generator = await createGenerator({ engines: [local, server] })
  expect(await generator.choose('Is it?', ['yes', 'no'], { minScore: 0.7 })).toMatchObject({
    choice: 'no',
    engine: 'server',
    attempts: 2,
  })
  await using alone = await createGenerator({ engines: [local] })
  expect(await alone.choose('Is it?', ['yes', 'no'], { minScore: 0.7 })).toMatchObject({ choice: 'yes' })
})

test('none of the choices is an error', async () => {
  await using generator = await createGenerator({ engines: [scriptedEngine('server', ['maybe'])] })
  await expect(generator.choose('Is it?', ['yes', 'no'])).rejects.toMatchObject({ code: 'invalid-output' })
})

test.each([[[]], [['one']], [['same', 'same']], [['', 'x']]])('the choices %j are refused', async (choices) => {
  await using generator = await createGenerator({ engines: [scriptedEngine('local', ['x'])] })
  await expect(generator.choose('Is it?', choices)).rejects.toThrow(TypeError)
})
