import { checkOptions, describe } from '../../calls/check-options.js'
import { asyncDispose, type Resource } from '../../calls/dispose.js'
import { type TextStream, textStream } from '../../calls/stream.js'
import { type HeldModel, holdModel } from './held-model.js'
import { readStream } from './read-stream.js'
import {
  type BuiltinCallOptions,
  type BuiltinTextOptions,
  CALL_OPTIONS,
  TEXT_OPTIONS,
  toBrowserCall,
  toBrowserOptions,
} from './text-options.js'

/** The kind of texts that the browser's Writer writes. */
export interface BuiltinWriterOptions extends BuiltinTextOptions {
  /** The tone of the text. @default 'neutral' */
  tone?: 'formal' | 'neutral' | 'casual' | undefined
  /** How long the text is. @default 'short' */
  length?: 'short' | 'medium' | 'long' | undefined
  /** Whether the text may have Markdown. @default 'markdown' */
  format?: 'markdown' | 'plain-text' | undefined
}

/** The changes that the browser's Rewriter makes. */
export interface BuiltinRewriterOptions extends BuiltinTextOptions {
  /** The change of the tone. @default 'as-is' */
  tone?: 'as-is' | 'more-formal' | 'more-casual' | undefined
  /** The change of the length. @default 'as-is' */
  length?: 'as-is' | 'shorter' | 'longer' | undefined
  /** The form of the result. @default 'as-is' */
  format?: 'as-is' | 'markdown' | 'plain-text' | undefined
}

/** The browser's Writer. */
export interface BuiltinWriter extends Resource {
  /** Writes a text for the request. The `result` of the stream is the whole text. */
  write(request: string, options?: BuiltinCallOptions): TextStream<string>
}

/** The browser's Rewriter. */
export interface BuiltinRewriter extends Resource {
  /** Writes another version of a text. The `result` of the stream is the whole version. */
  rewrite(text: string, options?: BuiltinCallOptions): TextStream<string>
}

/**
 * Creates the browser's own Writer. Call it in a click handler where the browser must download its model first.
 *
 * @example
 * const writer = await createBuiltinWriter({ tone: 'formal' })
 * for await (const delta of writer.write('A mail that asks for a day off')) output.append(delta)
 * await writer.close()
 */
export async function createBuiltinWriter(options: BuiltinWriterOptions = {}): Promise<BuiltinWriter> {
  checkOptions('createBuiltinWriter', options, { ...TEXT_OPTIONS, tone: 'any', length: 'any', format: 'any' })
  const { tone = 'neutral', length = 'short', format = 'markdown' } = options
  const held = await holdModel('Writer', { ...toBrowserOptions(options), tone, length, format }, options)
  const close = () => held.close()
  return {
    write: (request, callOptions) =>
      written('write', held, request, callOptions, (model, given) => model.writeStreaming(request, given)),
    close,
    [asyncDispose]: close,
  }
}

/**
 * Creates the browser's own Rewriter. Call it in a click handler where the browser must download its model first.
 *
 * @example
 * const rewriter = await createBuiltinRewriter({ length: 'shorter' })
 * console.log(await rewriter.rewrite(text).result)
 * await rewriter.close()
 */
export async function createBuiltinRewriter(options: BuiltinRewriterOptions = {}): Promise<BuiltinRewriter> {
  checkOptions('createBuiltinRewriter', options, { ...TEXT_OPTIONS, tone: 'any', length: 'any', format: 'any' })
  const { tone = 'as-is', length = 'as-is', format = 'as-is' } = options
  const held = await holdModel('Rewriter', { ...toBrowserOptions(options), tone, length, format }, options)
  const close = () => held.close()
  return {
    rewrite: (text, callOptions) =>
      written('rewrite', held, text, callOptions, (model, given) => model.rewriteStreaming(text, given)),
    close,
    [asyncDispose]: close,
  }
}

function written<Made>(
  of: string,
  held: HeldModel<Made>,
  text: string,
  callOptions: BuiltinCallOptions = {},
  start: (model: Made, options: ReturnType<typeof toBrowserCall>) => ReadableStream<string>,
): TextStream<string> {
  checkOptions(of, callOptions, CALL_OPTIONS)
  if (typeof text !== 'string') throw new TypeError(`The text of ${of} must be a string, got ${describe(text)}`)
  const { context, signal } = callOptions
  return textStream(
    ({ emit, signal: own }) =>
      held.use(own, (model, stop) => readStream(start(model, toBrowserCall(context, stop)), emit)),
    { signal },
  )
}
