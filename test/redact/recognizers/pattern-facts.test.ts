import { describe, expect, test } from 'vitest'
import { patternFacts } from '../../../src/redact/recognizers/parts/pattern-facts.js'

describe('what a pattern says of every match', () => {
  test.each([
    [/\d{3}/, 'digit', 3, 3],
    [/[1-9]\d{3}[ -]?\d{6}/, 'digit', 10, 10],
    [/(?:\d{2}|[1-9])-\d{4,6}/, 'digit', 5, 8],
    [/\d\d ?-? ?\d{3}[ /]?\d{4}/, 'digit', 9, 9],
    [/\d{8}|\d{2}\.\d{3}\.\d{3}/, 'digit', 8, 8],
    [/(\d{3})([-. ])\1/, 'either', 3, Number.POSITIVE_INFINITY],
    [/(?!000|666|9)\d{3}([-. ])(?!00)\d{2}\1\d{4}/, 'either', 9, Number.POSITIVE_INFINITY],
    [/\d{3}(?:-\d{2})?/, 'digit', 3, 5],
    [/\d+/, 'digit', 1, Number.POSITIVE_INFINITY],
    [/\d*-\d/, 'either', 1, Number.POSITIVE_INFINITY],
    [/\d?[A-Z]/, 'either', 0, Number.POSITIVE_INFINITY],
    [/(?:AB ?)?\d{8}/, 'either', 0, Number.POSITIVE_INFINITY],
    [/[A-Z]{2} ?\d{6}/, 'letter', 0, Number.POSITIVE_INFINITY],
    [/AB\d|C\d/, 'letter', 0, Number.POSITIVE_INFINITY],
    [/(?:ab|cd)\d/, 'letter', 0, Number.POSITIVE_INFINITY],
    [/\d{6}[A-Z]/, 'digit', 0, Number.POSITIVE_INFINITY],
    [/[\dA-Z]{9}/, 'either', 0, Number.POSITIVE_INFINITY],
    [/\d|A/, 'either', 0, Number.POSITIVE_INFINITY],
    [/[^a]\d{4}/, 'either', 0, Number.POSITIVE_INFINITY],
    [/\w\d{4}/, 'either', 0, Number.POSITIVE_INFINITY],
    [/(?:)/, 'either', 0, 0],
    [/\d{2,8}(?: \d{2,8}){2,4}(?: \d)?/, 'digit', 6, 41],
  ] as const)('%s begins with %s and has %i to %d digits', (pattern, first, digits, mostDigits) => {
    expect(patternFacts(pattern.source)).toEqual({ first, digits, mostDigits })
  })
})
