import fc from 'fast-check'
import type { Filter } from '../../../src/store/shared/filter.js'

const scalar = fc.constantFrom<unknown>(
  null,
  undefined,
  0,
  1,
  -0,
  0.5,
  -2,
  Number.NaN,
  '',
  'a',
  'date 5',
  true,
  new Date(5),
)
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }))
const operand = scalar.filter((entry) => entry !== undefined)
const ordered = fc.constantFrom(0, 1, 0.5, -1.5, 'a', new Date(5))
const leaf = fc.oneof(
  fc.record({ field: operand }),
  fc.record({ field: fc.record({ ne: operand }) }),
  fc.record({ field: fc.record({ gte: ordered }) }),
  fc.record({ field: fc.record({ lt: ordered }) }),
  fc.record({ field: fc.record({ notIn: fc.array(operand) }) }),
  fc.record({ 'the other': fc.record({ startsWith: fc.constantFrom('', 'd', 'date 5') }) }),
  fc.record({ 'the other': fc.record({ exists: fc.boolean() }) }),
)

/** Filters with every operator, over fields that may be missing, single values or lists. */
export const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    leaf as fc.Arbitrary<Filter>,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter

/** The rows for these filters. */
export const filterableRows = fc.array(fc.record({ field: value, 'the other': value }), { maxLength: 40 })
