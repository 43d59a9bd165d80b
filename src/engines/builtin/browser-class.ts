import type { Availability } from '../../calls/engine.js'

/** An object of one of the browser's model classes. */
interface BrowserObject {
  destroy(): void
}

interface Creation {
  readonly signal?: AbortSignal | undefined
  readonly monitor?: ((monitor: EventTarget) => void) | undefined
}

interface BrowserClass<Options extends object, Made extends BrowserObject> {
  availability(options?: Options): Promise<Availability>
  create(options?: Options & Creation): Promise<Made>
}

interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly context?: string | undefined
}

/** What the classes that write have in common. */
interface TextObject extends BrowserObject {
  readonly inputQuota?: number
  measureInputUsage?(text: string, options?: CallOptions): Promise<number>
}

interface Languages {
  readonly expectedInputLanguages?: readonly string[] | undefined
  readonly expectedContextLanguages?: readonly string[] | undefined
  readonly outputLanguage?: string | undefined
  readonly sharedContext?: string | undefined
}

interface TextForm extends Languages {
  readonly type?: string | undefined
  readonly tone?: string | undefined
  readonly length?: string | undefined
  readonly format?: string | undefined
}

/** A correction as the browser gives it. */
interface BrowserCorrection {
  readonly startIndex: number
  readonly endIndex: number
  readonly correction: string
  readonly types?: readonly string[] | undefined
  readonly explanation?: string | undefined
}

/** The browser's model classes that take a text each time and keep no conversation, by their names. */
interface BrowserClasses {
  readonly LanguageDetector: BrowserClass<
    { readonly expectedInputLanguages?: readonly string[] | undefined },
    BrowserObject & {
      detect(text: string, options?: CallOptions): Promise<{ detectedLanguage: string; confidence: number }[]>
    }
  >
  readonly Translator: BrowserClass<
    { readonly sourceLanguage: string; readonly targetLanguage: string },
    BrowserObject & {
      translate(text: string, options?: CallOptions): Promise<string>
      translateStreaming(text: string, options?: CallOptions): ReadableStream<string>
    }
  >
  readonly Summarizer: BrowserClass<
    TextForm,
    TextObject & {
      summarize(text: string, options?: CallOptions): Promise<string>
      summarizeStreaming(text: string, options?: CallOptions): ReadableStream<string>
    }
  >
  readonly Writer: BrowserClass<
    TextForm,
    TextObject & { writeStreaming(text: string, options?: CallOptions): ReadableStream<string> }
  >
  readonly Rewriter: BrowserClass<
    TextForm,
    TextObject & { rewriteStreaming(text: string, options?: CallOptions): ReadableStream<string> }
  >
  readonly Proofreader: BrowserClass<
    {
      readonly expectedInputLanguages?: readonly string[] | undefined
      readonly correctionExplanationLanguage?: string | undefined
      readonly includeCorrectionTypes?: boolean | undefined
      readonly includeCorrectionExplanations?: boolean | undefined
    },
    BrowserObject & {
      proofread(
        text: string,
        options?: CallOptions,
      ): Promise<{ readonly correctedInput: string; readonly corrections: readonly BrowserCorrection[] }>
    }
  >
}

export type BrowserClassName = keyof BrowserClasses

/** The options that a class of the browser takes. */
export type BrowserOptions<Name extends BrowserClassName> = NonNullable<
  Parameters<BrowserClasses[Name]['availability']>[0]
>

/** An object that a class of the browser creates. */
export type BrowserModel<Name extends BrowserClassName> = Awaited<ReturnType<BrowserClasses[Name]['create']>>

/** The class, where the browser has it. Only pages have such classes, workers have none. */
export function browserClass<Name extends BrowserClassName>(
  name: Name,
): BrowserClass<BrowserOptions<Name>, BrowserModel<Name>> | undefined {
  return (globalThis as Partial<BrowserClasses>)[name] as
    | BrowserClass<BrowserOptions<Name>, BrowserModel<Name>>
    | undefined
}
