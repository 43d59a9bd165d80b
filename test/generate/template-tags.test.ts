import { expect, test } from 'vitest'
import { templateTags } from '../../workers/generation/template-tags.js'

const tags = (template: string) => templateTags(template).map(({ start, end }) => template.slice(start, end))

test.each([
  ["{{ '}}' }}{%- for a in ['%}', \"%}\"] -%}", ["{{ '}}' }}", '{%- for a in [\'%}\', "%}"] -%}']],
  ["{{ 'it\\'s }}' }}.", ["{{ 'it\\'s }}' }}"]],
  ["{{ {'a': {'b': 1}}['a'] }} }}", ["{{ {'a': {'b': 1}}['a'] }}"]],
  ["{% set a = {'b': {'c': 1}} %}", ["{% set a = {'b': {'c': 1}} %}"]],
  ["{# {{ it's a comment %} #}{{ a }}", ["{# {{ it's a comment %} #}", '{{ a }}']],
  ['{ { % } {{a}}', ['{{a}}']],
  ['{# {% generation %} #}{{ a }}', ['{# {% generation %} #}', '{{ a }}']],
  ['{% generation %}{{ a }}{% endgeneration %}', ['{% generation %}', '{{ a }}', '{% endgeneration %}']],
  ["{{ 'no end }} {% for a in b %}", []],
  ['{{ a }}{# no end', ['{{ a }}']],
  ['{{', []],
  ['', []],
])('the tags of %j', (template, expected) => {
  expect(tags(template)).toEqual(expected)
})

test.each([
  ['{{% generation %}% for a in b %}', 'a tag is hidden behind another'],
  ['{ {%- endgeneration -%} % for a in b %}', 'a tag is hidden behind another'],
  ['{# a #{% generation %}}{% for b in c %}{% endfor %}#}', 'the end of a comment is hidden'],
  ['{# a # {%- generation -%}{% endgeneration -%} }{% for b in c %}{% endfor %}#}', 'the end of a comment is hidden'],
  ['{{ a {% generation %} }}', 'a tag is inside another tag'],
  ['{{ 1 -}\n}', 'a tag ends in two lines'],
])('%j is refused', (template, reason) => {
  expect(() => templateTags(template)).toThrow(reason)
})

test.each(['{{', '{% for ', "{{'", '{#', "{{ '\\'", '{{{', '#', '# '])(
  'many beginnings of %s take no longer than their length',
  (beginning) => {
    expect(templateTags(beginning.repeat(1_000_000 / beginning.length)).length).toBeLessThanOrEqual(1)
  },
)
