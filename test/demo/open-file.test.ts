import { expect, test } from 'vitest'
import { openFile } from '../../demo/parts/open-file.js'

test.each(['note.txt', 'note.docx'])('%s that the system cannot read is refused with the reason', async (name) => {
  const arrayBuffer = () => Promise.reject(new Error('it was moved'))
  expect(await openFile({ name, arrayBuffer } as unknown as File)).toEqual({
    problem: `${name} is not read: it was moved.`,
  })
})
