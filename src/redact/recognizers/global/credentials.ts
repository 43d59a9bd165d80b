import { patternRecognizer } from '../parts/pattern-recognizer.js'
import { isPlaceholder } from './secret-text.js'

function isReal(value: string): boolean {
  const [user, ...rest] = value.split(':')
  const password = rest.length > 0 ? rest.join(':') : user!
  return (
    !isPlaceholder(password) &&
    !/^[$%<{*]|^(?:pass(?:word)?|pwd|secret|user(?:name)?|test|token)$/i.test(password) &&
    user !== rest.join(':')
  )
}

/** Passwords in addresses and command lines. */
export const credentials = [
  patternRecognizer({
    name: 'secret-connection-string',
    type: 'SECRET',
    pattern: /(?<![A-Za-z\d+.-])[a-z][a-z\d+.-]{1,20}:\/\/[^\s:@/"'<>]{0,80}:(?<value>[^\s@/"'<>]{3,200})@/gi,
    validate: isReal,
    score: 0.9,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'secret-command-line',
    type: 'SECRET',
    pattern: /(?<=\s)(?:-u|--user|--proxy-user)[ =]["']?(?<value>[^\s"':$]{1,60}:[^\s"']{3,100})/g,
    validate: isReal,
    score: 0.8,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'secret-bundler-source',
    type: 'SECRET',
    pattern: /(?<!\w)BUNDLE_[A-Z_]{3,60}\s?[:=]\s?"?(?<value>[^\s":;&]{3,60}:[^\s";&]{3,100})/g,
    validate: isReal,
    score: 0.8,
    tier: 'pattern',
  }),
]
