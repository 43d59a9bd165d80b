import type { Converter } from './conversion.js'
import { records, spanOf } from './records.js'

/** A list of texts with spans by offset. The type of a span may have any of several field names. */
export const spans: Converter = {
  summary: 'JSON or JSONL with text and spans: start, end, and type, entity, entity_type or label',
  license: 'unknown',
  rows: (file) =>
    records(file, ['text', 'spans']).map(({ id, text, spans, language }, index) => ({
      id: String(id ?? index),
      text: text as string,
      spans: (spans as Record<string, unknown>[]).map((span) =>
        spanOf({
          start: span['start'],
          end: span['end'],
          type: span['type'] ?? span['entity'] ?? span['entity_type'] ?? span['label'],
        }),
      ),
      slices: typeof language === 'string' ? { language } : undefined,
    })),
}
