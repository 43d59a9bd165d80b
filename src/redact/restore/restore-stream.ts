import { checkOptions } from '../../calls/check-options.js'
import type { Vault } from '../vault/vault.js'
import { RESTORE_OPTIONS, type RestoreOptions, type RestoreReport, Restorer, vaultOf } from './restore.js'

/** Options for restoring a stream. */
export interface RestoreStreamOptions extends RestoreOptions {
  /** Called once, when the text has ended. */
  onReport?: ((report: RestoreReport) => void) | undefined
}

/**
 * Puts the values back into a streamed answer, also where chunks cut through a placeholder. In strict mode an unknown placeholder
 * ends the stream with code 'restore-failed'.
 *
 * @example
 * const redaction = await redactor.redact(message)
 * const response = await fetch('/api/chat', { method: 'POST', body: redaction.text, signal })
 * await response.body!
 *   .pipeThrough(new TextDecoderStream())
 *   .pipeThrough(new RestoreStream(redaction))
 *   .pipeTo(new WritableStream({ write: (text) => output.append(text) }))
 */
export class RestoreStream extends TransformStream<string, string> {
  constructor(redaction: { readonly vault: Vault }, { onReport, ...options }: RestoreStreamOptions = {}) {
    const vault = vaultOf(redaction)
    checkOptions('RestoreStream', options, RESTORE_OPTIONS)
    const restorer = new Restorer(vault, options)
    super({
      transform(chunk, controller) {
        const text = restorer.push(chunk)
        if (text !== '') controller.enqueue(text)
      },
      flush(controller) {
        const text = restorer.end()
        if (text !== '') controller.enqueue(text)
        onReport?.(restorer.report())
      },
    })
  }
}
