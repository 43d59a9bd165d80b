import { describe, expect, test } from 'vitest'
import { patternFacts } from '../../../src/redact/recognizers/parts/pattern-facts.js'

describe('what a pattern says of every match', () => {
  test.each([
    [/\d{3}/, 'digit', 3],
    [/[1-9]\d{3}[ -]?\d{6}/, 'digit', 10],
    [/(?:\d{2}|[1-9])-\d{4,6}/, 'digit', 5],
    [/\d\d ?-? ?\d{3}[ /]?\d{4}/, 'digit', 9],
    [/\d{8}|\d{2}\.\d{3}\.\d{3}/, 'digit', 8],
    [/(\d{3})([-. ])\1/, 'either', 3],
    [/(?!000|666|9)\d{3}([-. ])(?!00)\d{2}\1\d{4}/, 'either', 9],
    [/\d{3}(?:-\d{2})?/, 'digit', 3],
    [/\d+/, 'digit', 1],
    [/\d*-\d/, 'either', 1],
    [/\d?[A-Z]/, 'either', 0],
    [/(?:AB ?)?\d{8}/, 'either', 0],
    [/[A-Z]{2} ?\d{6}/, 'letter', 0],
    [/AB\d|C\d/, 'letter', 0],
    [/(?:ab|cd)\d/, 'letter', 0],
    [/\d{6}[A-Z]/, 'digit', 0],
    [/[\dA-Z]{9}/, 'either', 0],
    [/\d|A/, 'either', 0],
    [/[^a]\d{4}/, 'either', 0],
    [/\w\d{4}/, 'either', 0],
    [/(?:)/, 'either', 0],
  ] as const)('%s begins with %s and has at least %i digits', (pattern, first, digits) => {
    expect(patternFacts(pattern.source)).toEqual({ first, digits })
  })
})
