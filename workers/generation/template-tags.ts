import { NlpError } from '../../src/shared/errors.js'

/** A tag of a chat template, from its first brace to behind its last one. */
interface TemplateTag {
  readonly start: number
  readonly end: number
}

/**
 * The tags of a template, found as the engine finds them: the end of a tag is never in a string or an object. Where the engine could
 * see other tags, because it changes the template before it reads the tags, the template is refused.
 */
export function templateTags(template: string): TemplateTag[] {
  // The engine removes these tags first, so a brace before such a tag may begin a new tag with the text after it.
  if (/\{\s*\{%-?\s*(?:end)?generation\s*-?%\}/.test(template)) throw faulty('a tag is hidden behind another')
  // In the same way the engine may end a comment sooner, and then reads the text after it.
  if (/#\s*(?:\{%-?\s*(?:end)?generation\s*-?%\}\s*)+\}/.test(template)) throw faulty('the end of a comment is hidden')
  const tags: TemplateTag[] = []
  const opening = /\{[%{#]/g
  for (let found = opening.exec(template); found !== null; found = opening.exec(template)) {
    const start = found.index
    const end = found[0] === '{#' ? endOfComment(template, start) : endOfTag(template, start)
    // The engine refuses the template, and says why.
    if (end === undefined) break
    tags.push({ start, end })
    opening.lastIndex = end
  }
  return tags
}

/** Whether the engine takes the tag at a place out before it reads the others. */
function isTakenOut(template: string, at: number): boolean {
  const taken = /\{%-?\s*(?:end)?generation\s*-?%\}/y
  taken.lastIndex = at
  return taken.test(template)
}

function endOfComment(template: string, start: number): number | undefined {
  const at = template.indexOf('#}', start + 2)
  return at < 0 ? undefined : at + 2
}

function endOfTag(template: string, start: number): number | undefined {
  const isStatement = template[start + 1] === '%'
  let quote: string | undefined
  let depth = 0
  for (let at = start + 2; at < template.length; at += 1) {
    const character = template[at]
    const next = template[at + 1]
    if (character === '{' && next === '%' && isTakenOut(template, at)) throw faulty('a tag is inside another tag')
    if (quote !== undefined) {
      if (character === '\\') at += 1
      else if (character === quote) quote = undefined
    } else if (character === '"' || character === "'") quote = character
    else if (character === '%' && next === '}' && isStatement) return at + 2
    else if (character === '{') depth += 1
    else if (character === '}') {
      // The engine takes this line break away, and might read two braces.
      if (next === '\n' && /[#%-]/.test(template[at - 1] ?? '')) throw faulty('a tag ends in two lines')
      if (next === '}' && depth === 0) return at + 2
      depth -= 1
    }
  }
  return undefined
}

export function faulty(reason: string): NlpError {
  return new NlpError(
    'model-corrupt',
    `The chat template of this model cannot be used: ${reason}. Take chat_template.jinja and tokenizer_config.json from the ` +
      'model again.',
    { details: { file: 'chat_template.jinja' } },
  )
}
