import { describe } from '../calls/check-options.js'
import type { Check } from './checks/check.js'
import { flagged, topics } from './checks/classified.js'
import type { GuardDetectors } from './checks/detectors.js'
import { grounding } from './checks/grounding.js'
import { hiddenText } from './checks/hidden-text.js'
import { injectionRules } from './checks/injection.js'
import { personalData, secrets } from './checks/personal-data.js'
import { custom, jsonSchema, lengths, refusals } from './checks/plain-checks.js'
import { urls } from './checks/url.js'
import { injectionClassifier } from './injection-classifier.js'
import type { GuardPolicy, GuardRule } from './policy.js'

/** A rule with the checks that carry it out. */
export interface PreparedRule {
  readonly rule: GuardRule
  readonly checks: readonly Check[]
}

/**
 * Joins the rules of a policy with the detectors. A rule without its detector is refused, because it could never find
 * anything.
 */
export function prepareRules({ rules, capabilities }: GuardPolicy, detectors: GuardDetectors): PreparedRule[] {
  return rules.map((rule) => ({ rule, checks: checksOf(rule) }))

  function checksOf(rule: GuardRule): Check[] {
    const config = (rule.config ?? {}) as Record<string, never>
    const { threshold } = rule
    const need = <Name extends keyof GuardDetectors>(name: Name, method: string): NonNullable<GuardDetectors[Name]> => {
      const detector = detectors[name]
      if (typeof (detector as Record<string, unknown> | undefined)?.[method] === 'function') return detector!
      throw new TypeError(
        `\`detectors.${name}\` must have the method ${method}, because rule '${rule.id}' needs it, got ${describe(detector)}`,
      )
    }
    switch (rule.check) {
      case 'injection': {
        const { labels = ['attack'] } = config
        const classifierAt = injectionClassifier(detectors.injection, rule)
        if (classifierAt === undefined) return [injectionRules()]
        return [injectionRules(), flagged(classifierAt, { labels, reason: 'classified-as-attack', threshold })]
      }
      case 'hidden-text':
        return [hiddenText(config)]
      case 'toxicity': {
        const classifier = need('toxicity', 'classify')
        return [flagged(() => classifier, { labels: config['labels'] ?? ['toxic'], reason: 'toxic', threshold })]
      }
      case 'pii':
        return [personalData(need('redactor', 'detect'), config)]
      case 'secrets':
        return [secrets(need('redactor', 'detect'))]
      case 'topic':
        return [topics(need('topic', 'classify'), { ...(config as object), threshold })]
      case 'grounding':
        return [grounding()]
      case 'schema':
        return [jsonSchema({ schema: config['schema'] })]
      case 'refusal':
        return [refusals()]
      case 'url':
        return [urls({ hosts: capabilities?.hosts, ...(config as object) })]
      case 'length':
        return [lengths(config)]
      case 'custom': {
        const name: string = config['detector'] ?? ''
        const all = detectors.custom ?? {}
        const run = Object.hasOwn(all, name) ? all[name] : undefined
        if (typeof run === 'function') return [custom(run, config['settings'])]
        throw new TypeError(
          `\`detectors.custom.${name}\` must be a function, because rule '${rule.id}' needs it, got ${describe(run)}`,
        )
      }
    }
  }
}
