import { describe } from '../../calls/check-options.js'
import type { SortField } from '../shared/sort.js'

/** The fields of the option `sort` as a list. A malformed field is an error that names the place. */
export function sortFieldsOf(sort: SortField | readonly SortField[] | undefined): readonly SortField[] | undefined {
  if (sort === undefined) return undefined
  const fields: readonly unknown[] = Array.isArray(sort) ? sort : [sort]
  if (fields.length === 0) throw new TypeError('`sort` must name a field, got an empty list')
  return fields.map((entry, index) => {
    const place = Array.isArray(sort) ? `sort[${index}]` : 'sort'
    if (typeof entry !== 'object' || entry === null) {
      throw new TypeError(`\`${place}\` must be a field such as { field: 'year' }, got ${describe(entry)}`)
    }
    const { field, order, ...others } = entry as Partial<Record<keyof SortField, unknown>>
    const [surplus] = Object.keys(others)
    if (surplus !== undefined) throw new TypeError(`\`${place}.${surplus}\` is not known; use \`field\` and \`order\``)
    if (typeof field !== 'string') {
      throw new TypeError(`\`${place}.field\` must be the name of a field, got ${describe(field)}`)
    }
    if (order !== undefined && order !== 'ascending' && order !== 'descending') {
      throw new TypeError(`\`${place}.order\` must be 'ascending' or 'descending', got ${describe(order)}`)
    }
    return { field, order }
  })
}
