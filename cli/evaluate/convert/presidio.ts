import type { Converter } from './conversion.js'
import { records, spanOf } from './records.js'

/** The synthetic sets of presidio-research: a JSON list of `full_text` and `spans`. */
export const presidio: Converter = {
  summary: 'presidio-research: a JSON list with full_text and spans',
  license: 'MIT',
  rows: (file) =>
    records(file, ['full_text', 'spans']).map(({ full_text, spans, template_id }, index) => ({
      id: String(index),
      text: full_text as string,
      spans: (spans as Record<string, unknown>[]).map((span) =>
        spanOf({ start: span['start_position'], end: span['end_position'], type: span['entity_type'] }),
      ),
      // Rows of the same template resemble each other. There are about a hundred templates, few enough to look through as groups.
      slices: template_id === undefined ? undefined : { template: String(template_id) },
    })),
}
