import { Document, type DocumentInterface } from '@langchain/core/documents'
import type { Filter } from '../store/shared/filter.js'

/** A record as a search returns it. */
interface FoundFields {
  readonly id: string
}

/**
 * Translates between documents of LangChain and records of a store. Metadata are fields of their own, so filters reach them. Metadata
 * named like a part of the record itself get an underscore in front, and lose it on the way back.
 */
export interface RecordFields {
  fieldsOf(document: DocumentInterface): Readonly<Record<string, unknown>>
  documentOf(record: FoundFields): Document
  /** The filter with the names that the fields have in the store. */
  filterOf(filter: Filter): Filter
}

const CONNECTIVES: readonly string[] = ['and', 'or', 'not']

export function recordFields(textField: string): RecordFields {
  const own: readonly string[] = ['id', 'vector', textField]
  const isTaken = (name: string) =>
    own.some((field) => name.endsWith(field) && /^_*$/.test(name.slice(0, name.length - field.length)))
  const stored = (name: string) => (isTaken(name) ? `_${name}` : name)

  function renamed(filter: unknown): unknown {
    if (Array.isArray(filter)) return filter.map(renamed)
    if (typeof filter !== 'object' || filter === null) return filter
    return Object.fromEntries(
      Object.entries(filter).map(([name, value]) =>
        CONNECTIVES.includes(name) ? [name, renamed(value)] : [stored(name), value],
      ),
    )
  }

  return {
    fieldsOf({ pageContent, metadata }) {
      const fields = Object.entries(metadata).filter(([, value]) => value !== undefined)
      return { ...Object.fromEntries(fields.map(([name, value]) => [stored(name), value])), [textField]: pageContent }
    },
    documentOf({ id, ...fields }) {
      const { [textField]: text = '', vector: _, ...others } = fields as Readonly<Record<string, unknown>>
      const metadata = Object.fromEntries(
        Object.entries(others).map(([name, value]) => [isTaken(name) ? name.slice(1) : name, value]),
      )
      return new Document({ id, pageContent: String(text), metadata })
    },
    filterOf: (filter) => renamed(filter) as Filter,
  }
}
