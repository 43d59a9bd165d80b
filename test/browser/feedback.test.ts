import { deleteDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { openFeedback } from '../../src/feedback/index.js'
import { createRedactor } from '../../src/redact/index.js'

const redactor = createRedactor({ locales: ['us'] })
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(name: string, keep = 5000) {
  const feedback = await openFeedback(name, { redactor, keep })
  closing.push(() => feedback.close())
  return feedback
}

const entry = {
  signal: 'up',
  task: 'classify',
  predicted: 'ham',
  text: 'Mail jo@example.com',
  consent: 'local',
} as const

test('entries survive the page, redacted, and belong to one name', async () => {
  const name = `feedback-${crypto.randomUUID()}`
  const first = await open(name)
  const other = await open(`${name}-other`)
  await other.add({ ...entry, predicted: 'other' })
  const id = await first.add(entry)
  await first.review(id, { label: 'spam' })
  await first.close()
  const later = await open(name)
  expect(later.persisted).toBe(true)
  expect(await later.entries()).toMatchObject([{ id, text: 'Mail [EMAIL_1]', review: { label: 'spam' } }])
  expect(await later.delete({ all: true })).toBe(1)
  expect(await other.entries()).toHaveLength(1)
  expect(await other.delete({ before: Date.now() + 1000 })).toBe(1)
})

test('a call that is under way when the feedback is closed says so', async () => {
  const feedback = await open(`closed-${crypto.randomUUID()}`)
  const id = await feedback.add(entry)
  const review = feedback.review(id, { label: 'spam' })
  await feedback.close()
  await expect(review).rejects.toMatchObject({ code: 'closed' })
})

test('two tabs share the limit, and the oldest entries go', async () => {
  const name = `limit-${crypto.randomUUID()}`
  const [here, there] = [await open(name, 4), await open(name, 4)]
  await Promise.all([here, there, here, there, here, there].map((feedback) => feedback.add(entry)))
  expect(await here.entries()).toHaveLength(4)
})

test('on a full disk the entry is refused, and those before stay', async () => {
  const name = `full-${crypto.randomUUID()}`
  const feedback = await open(name)
  await feedback.add(entry)
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  closing.push(() => full.mockRestore())
  await expect(feedback.add(entry)).rejects.toMatchObject({ code: 'storage-full' })
  full.mockRestore()
  expect(await feedback.entries()).toHaveLength(1)
})

test('after the data of the site were removed, the next entry is kept again', async () => {
  const feedback = await open(`wiped-${crypto.randomUUID()}`)
  await feedback.add(entry)
  await deleteDB('tacet-feedback')
  await feedback.add(entry)
  expect(await feedback.entries()).toHaveLength(1)
})
