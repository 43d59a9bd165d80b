import { expect, test } from 'vitest'
import { createRedactor } from '../../../src/redact/index.js'

const redactor = createRedactor()

async function hidden(text: string): Promise<string[]> {
  return (await redactor.detect(text)).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`)
}

test.each<readonly [string, readonly string[]]>([
  ['password: Tr0ub4dor&3', ['Tr0ub4dor&3']],
  ['password: Tr0ub4dor&3, then', ['Tr0ub4dor&3']],
  ['password=Tr0ub4dor&user=x', ['Tr0ub4dor']],
  ['pwd: hello;world9', ['hello;world9']],
  ['Password=abc123;Server=db1', ['abc123']],
  ['password = abc123;', ['abc123']],
  ["password: it's9me now", ["it's9me"]],
  ['pw is hunter2', ['hunter2']],
  ['my pw: hunter2.', ['hunter2']],
  ['(pw hunter2)', []],
  ['PW=hunter22', ['hunter22']],
  ['| user | password |\n| password | Tr0ub4dor |', ['Tr0ub4dor']],
  ['- password: hunter2!', ['hunter2!']],
  ['"password": "Tr0ub4dor&3"', ['Tr0ub4dor&3']],
  ['my password is sunshine', ['sunshine']],
  ['My wifi password is sunshine, please log in.', ['sunshine']],
  ['mi contraseña es girasol.', ['girasol']],
  ['mein Passwort ist Sonnenblume', ['Sonnenblume']],
  ['mon mot de passe est tournesol', ['tournesol']],
  ['the password is "correct horse battery staple"', ['correct horse battery staple']],
  ['my password is wrong', []],
  ['my password is not working', []],
  ['my password is expired.', []],
  ['my password is being reset', []],
  ['the password is required', []],
  ['my password is the same as before', []],
  ['Our password is stored in a vault.', []],
  ['my password is like that', []],
  ['mein Passwort ist falsch', []],
  ['mi contraseña es incorrecta', []],
  ['cat password | base64', []],
  ['password | string | required', []],
  ['"password": "string"', []],
  ['password: getPassword()', []],
])('%j hides the passwords %j', async (text, values) => {
  expect(await hidden(text)).toEqual(values.map((value) => `SECRET ${value}`))
})

test.each<readonly [string, readonly string[]]>([
  ['my PIN is 4321', ['4321']],
  ['the pin for the card is 4321', ['4321']],
  ['PIN of my debit card: 4321.', ['4321']],
  ['my pin is four three two one', ['four three two one']],
  ['PIN is four, three, two, one please', ['four, three, two, one']],
  ['pin: 4 3 2 1', ['4 3 2 1']],
  ['Meine PIN lautet 4321', ['4321']],
  ['Die PIN für die Karte ist 4321', ['4321']],
  ['mi pin es uno dos tres cuatro', ['uno dos tres cuatro']],
  ['"pin": "4321"', ['4321']],
  ['(PIN 4321)', ['4321']],
  ['pins 1 2 3 4 carry data', []],
  ['pin 1 2 3 4 on the connector', []],
  ['the pin for the sensor is 3300 mV', []],
  ['pin it to one two three boards', []],
  ['spin is 4321', []],
  ['the pinned message 4321', []],
])('%j hides the PINs %j', async (text, values) => {
  expect(await hidden(text)).toEqual(values.map((value) => `PIN ${value}`))
})
