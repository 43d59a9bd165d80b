type Child = Node | string | undefined

type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Tag], 'style' | 'dataset' | 'children' | 'attributes'>
> & {
  /** Attributes that are not properties: `aria-…`, `role`, `for`. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Custom properties of the style sheet. The page's policy forbids inline style text, but not these. */
  readonly variables?: Readonly<Record<`--${string}`, string>>
}

/** Makes an element with its properties and children: `element('p', { className: 'note' }, 'Hello')`. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { attributes, variables, ...properties }: Properties<Tag> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties)
  for (const [name, value] of Object.entries(attributes ?? {})) made.setAttribute(name, value)
  for (const [name, value] of Object.entries(variables ?? {})) made.style.setProperty(name, value)
  made.append(...children.filter((child) => child !== undefined))
  return made
}
