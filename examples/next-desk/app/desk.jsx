'use client'

import { createClassifier } from 'tacet'
import { useCall, useModel } from 'tacet/react'

const OPTIONS = { labels: ['billing', 'bug report', 'praise'] }

const STATUS = {
  loading: 'The model loads…',
  ready: 'Sorted in this browser.',
  failed: 'The model could not be loaded.',
}

/** The mails at once, and their labels as soon as the model is there. */
export function Desk({ mails }) {
  const { status, model, error } = useModel(createClassifier, OPTIONS)
  const { result } = useCall(
    model &&
      ((signal) =>
        model.classify(
          mails.map(({ text }) => text),
          { signal },
        )),
    [model, mails],
  )
  return (
    <>
      <p role="status">{error?.message ?? STATUS[status]}</p>
      <ul>
        {mails.map(({ id, text }, index) => (
          <li key={id}>
            <strong>{result?.[index]?.label ?? '…'}</strong> {text}
          </li>
        ))}
      </ul>
    </>
  )
}
