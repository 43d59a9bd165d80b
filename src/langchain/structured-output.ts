import type { BaseMessage } from '@langchain/core/messages'
import type { SerializableSchema } from '@langchain/core/utils/standard_schema'
import type { ZodV3Like, ZodV4Like } from '@langchain/core/utils/types'

/** A schema of zod or of a library that follows Standard Schema, or a JSON Schema. */
export type StructuredSchema<Output extends Record<string, unknown>> =
  | SerializableSchema<Output>
  | ZodV4Like<Output>
  | ZodV3Like<Output>
  | Record<string, unknown>

/** A value with the message from which it was read. */
export interface RawAndParsed<Output> {
  readonly raw: BaseMessage
  readonly parsed: Output
}
