import type { ConvertedRow, Converter } from './conversion.js'
import { ofCompanies, ofPeople } from './identifier-types.js'
import { records } from './records.js'

/**
 * Numbers with the verdict of python-stdnum. Each number follows its name, as in a form, and is searched for with the recognizers of its
 * own country. A valid number must be found, and an invalid number must not be found.
 */
export const identifiers: Converter = {
  summary: 'a JSON list of python-stdnum numbers: validator, name, number, valid',
  license: 'LGPL-2.1-or-later',
  rows: (file) =>
    records(file, ['validator', 'name', 'number', 'valid']).flatMap(
      ({ validator, name, number, valid }, index): ConvertedRow[] => {
        const key = String(validator)
        const types = ofPeople[key] ?? ofCompanies[key]
        if (types === undefined) return []
        // Only the short name: the brackets of a description contain words of other languages.
        const label = `${String(name).replace(/\s*\(.*$/s, '')}: `
        const value = String(number).trim()
        const text = label + value
        const span = { start: label.length, end: text.length, type: types[0]! }
        return [
          {
            id: String(index),
            text,
            spans: valid === true ? [span] : [],
            slices: { of: key in ofPeople ? 'people' : 'companies', validator: key },
            locales: [key.slice(0, 2)],
            types,
          },
        ]
      },
    ),
}
