import { createRedactor } from 'tacet/redact'
import { Desk } from './desk.jsx'
import { readMails } from './mails.js'

const redactor = createRedactor({ locales: ['us'] })

// The mails may change between two requests.
export const dynamic = 'force-dynamic'

/** Renders on the server. What a value stands for stays there: the browser gets placeholders alone. */
export default async function Page() {
  const mails = await readMails()
  const hidden = await redactor.redact(mails.map(({ text }) => text))
  return (
    <main>
      <h1>Desk</h1>
      <Desk mails={mails.map(({ id }, index) => ({ id, text: hidden[index].text }))} />
    </main>
  )
}
