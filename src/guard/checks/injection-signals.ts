import type { GuardReason } from '../../calls/guard.js'

/** A wording of attacks on models. Its weight is higher if harmless text seldom has it. */
export interface Signal {
  readonly reason: GuardReason
  readonly weight: number
  readonly pattern: RegExp
  /** Whether the wording is suspicious only in foreign text: a user may tell the model how to answer. @default false */
  readonly foreignOnly?: boolean
}

/** A few words that do not change the meaning of a phrase. */
const FILLER = "(?:[\\w'’,-]+\\s+){0,4}?"
const EARLIER =
  '(?:previous|prior|earlier|above|preceding|foregoing|past|existing|initial|original|former|system|safety|current|other|given|old)'
const ORDERS =
  '(?:instructions?|prompts?|directions?|guidelines?|directives?|orders|commands?|programming|constraints?|restrictions?)'
/** Words that show that one person writes to another: "ignore the previous instructions about parking". */
const OF_PEOPLE = '(?!\\s+(?:about|regarding|concerning|sent|printed|for (?:assembl|install|us|the))\\b)'
const MODEL =
  '(?:AI|A\\.I\\.|LLMs?|(?:large )?language models?|chat ?bots?|(?:AI |virtual |digital )?assistants?|(?:AI )?agents?|copilot|GPT(?:-\\d)?|ChatGPT|Claude|Gemini|models?)'

/** Names that only models have. */
const SURELY_MODEL =
  '(?:AIs?|LLMs?|(?:large )?language models?|chat ?bots?|AI (?:assistants?|systems?|models?|agents?)|ChatGPT|GPT(?:-\\d)?)'

const words = (source: string, flags = 'giu') => new RegExp(source, flags)

export const SIGNALS: readonly Signal[] = [
  {
    reason: 'instruction-override',
    weight: 0.75,
    pattern: words(
      `\\b(?:ignore|ignoring|disregard(?:ing)?|forget(?:ting)?|neglect|override|bypass|dismiss|(?:do not|don['’]t|never|stop|no longer)\\s+(?:follow|obey|comply with|adhere to)(?:ing)?|following is more important than)\\s+${FILLER}${EARLIER}\\s+(?:[\\w'’-]+\\s+){0,2}?${ORDERS}\\b${OF_PEOPLE}`,
    ),
  },
  {
    reason: 'instruction-override',
    weight: 0.75,
    pattern: words(
      `\\b(?:ignore|disregard|forget|override|bypass)\\s+(?:all\\s+|any\\s+|everything\\s+)?(?:of\\s+)?(?:your|the)\\s+(?:[\\w'’-]+\\s+){0,2}?(?:${ORDERS}|rules|training|system prompt|safety (?:rules|policies))\\b${OF_PEOPLE}`,
    ),
  },
  {
    reason: 'instruction-override',
    weight: 0.7,
    pattern: words(
      "\\b(?:ignore|disregard|forget)\\s+(?:absolutely\\s+)?(?:everything|anything|all|what(?:ever)?)\\s+(?:[\\w'’]+\\s+){0,3}?(?:above|before|earlier|previously|prior|so far|told|said|were (?:told|asked))\\b",
    ),
  },
  {
    reason: 'instruction-override',
    weight: 0.5,
    pattern: words(
      `\\b(?:(?:your|these are(?: your)?|here are(?: your)?|following) (?:new|updated|real|actual|revised|true|only) (?:${ORDERS}|task|goal|objective|mission)|(?:new|updated|urgent|priority|important|override|system) ${ORDERS}(?: (?:for|to) (?:the )?${MODEL})?\\s*[:—-]|instead,? (?:you (?:must|should|will|are to)|your (?:task|goal|job)))`,
    ),
  },
  {
    // German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Chinese, Japanese.
    reason: 'instruction-override',
    weight: 0.75,
    pattern: words(
      '(?:ignorier(?:e|en|t)|missacht(?:e|en)|vergiss|vergessen sie)\\s+(?:\\S+\\s+){0,4}?(?:anweisung|vorgabe|instruktion|regel|prompt|befehl)|' +
        '(?:ignore[zrs]?|oublie[zr]?|ne (?:suis|suivez) (?:pas|plus))\\s+(?:\\S+\\s+){0,4}?(?:instructions?|consignes?|directives?)|' +
        '(?:ignor[ae]|olvid[ae]|descart[ae]|desconsidere|esque[çc]a)(?:d|r|n)?\\s+(?:\\S+\\s+){0,4}?(?:instrucciones|indicaciones|instruç[õo]es|reglas|regras|órdenes|ordens)|' +
        '(?:ignora(?:re|te)?|dimentica(?:re|te)?)\\s+(?:\\S+\\s+){0,4}?(?:istruzioni|indicazioni|regole)|' +
        '(?:befolge?|folgen?|beachten?)\\s+(?:sie\\s+)?(?:\\S+\\s+){0,4}?(?:anweisung|regel|vorgab)\\S*\\s+nicht|(?:no|não|non|ne)\\s+(?:sigas?|hagas caso|siga|seguire|suis|suivez|respectez)\\s+(?:\\S+\\s+){0,4}?(?:instruc|istruzion|consignes|directives|reglas|regras|regole)|' +
        '(?:negeer|vergeet)\\s+(?:\\S+\\s+){0,4}?(?:instructies|aanwijzingen|opdrachten)|' +
        '(?:zignoruj|ignoruj|zapomnij)\\s+(?:\\S+\\s+){0,4}?(?:instrukcj|poleceni|wytyczn)|' +
        '(?:игнорируй(?:те)?|забудь(?:те)?|не следуй(?:те)?)\\s+(?:\\S+\\s+){0,4}?(?:инструкци|указани|правил)|' +
        '(?:忽略|无视|無視|忘记|忘掉)[^。\\n]{0,14}(?:指令|指示|提示|规则|規則|要求)|(?:以前|これまで|上記|前)の[^。\\n]{0,10}(?:指示|命令|ルール)[^。\\n]{0,6}(?:無視|忘れ)',
    ),
  },
  {
    reason: 'role-change',
    weight: 0.4,
    pattern: words(
      '\\b(?:you are (?:now|no longer)|from now on,? (?:you|act|respond|answer)|pretend (?:to be|you are|that you)|without (?:any )?(?:restrictions|filters|safety|limits)|unfiltered and)\\b',
    ),
  },
  {
    reason: 'role-change',
    weight: 0.65,
    pattern: words(
      '\\b(?:act as (?:if you|an? (?:unrestricted|unfiltered|evil|different|jailbroken))|(?:enter|enable|activate|switch to) (?:developer|debug|admin(?:istrator)?|god|DAN|maintenance|unrestricted|jailbreak) mode|do anything now|you are (?:now )?(?:DAN|an? (?:unrestricted|unfiltered|jailbroken|different|new) (?:AI|model|assistant)))\\b',
    ),
  },
  {
    reason: 'instruction-override',
    weight: 0.6,
    foreignOnly: true,
    pattern: words(
      `\\b(?:${EARLIER}|your)\\s+(?:${ORDERS}|rules)\\s+(?:(?:are|is|were|have been)\\s+(?:now\\s+)?(?:void|invalid|cancell?ed|revoked|suspended|lifted|outdated|obsolete|withdrawn|superseded|no longer)|no longer (?:apply|hold|count)|do(?:es)? not (?:apply|hold|count))`,
    ),
  },
  {
    reason: 'instruction-override',
    weight: 0.55,
    foreignOnly: true,
    pattern: words(
      "\\b(?:what(?:ever)?|everything|anything|all(?: that)?|(?:the )?(?:rules|instructions|orders|prompt))\\s+(?:that\\s+)?you(?:['’]ve| have| were| are| had| got)\\s*(?:been\\s+)?(?:told|instructed|given|asked|got)?\\s*(?:before|earlier|previously|so far|above|at the (?:start|beginning)|until now|$|[,.;])",
    ),
  },
  {
    reason: 'role-change',
    weight: 0.55,
    foreignOnly: true,
    pattern: words(
      '\\byou are (?:no longer|not) (?:an? )?(?:assistant|AI|(?:language )?model|chat ?bot)\\b|\\byou are [A-Z]{2,12}(?: now)?\\b',
      'gu',
    ),
  },
  {
    reason: 'answer-control',
    weight: 0.55,
    foreignOnly: true,
    pattern: words(
      `\\b(?:(?:the|your|every|any|each|all)\\s+(?:answers?|repl(?:y|ies)|responses?|outputs?|questions?)(?:\\s+(?:that )?you (?:give|write))?\\s+(?:shall|must|should|has to|have to|is to|are to|will|needs? to)\\s+(?:always\\s+)?(?:be answered (?:with|by) (?:the )?(?:words?|sentence|phrase|line)|be\\s*[:"'“]|consist of|contain the|include the|say|start with|begin with|end with))|\\bwhatever (?:the|you are|they|is) (?:question|asked|ask)`,
    ),
  },
  {
    reason: 'orders-to-the-model',
    weight: 0.55,
    foreignOnly: true,
    pattern: words(
      `\\b${SURELY_MODEL}\\b[^.!?\\n]{0,50}?\\b(?:must|should|shall|have to|has to|need to|needs to|are required to|is required to|are to|is to)\\s+(?!be\\b|not be\\b|have\\b|comply\\b|protect\\b|meet\\b)\\w|\\b(?:if|when)\\b[^.!?\\n]{0,20}\\b${SURELY_MODEL}\\b[^.!?\\n]{0,12}\\b(?:summari|read|process|quot|answer|cit|us)\\w*\\b[^.!?\\n]{0,40}\\b(?:must|should|shall|has to)\\b`,
    ),
  },
  {
    reason: 'orders-to-the-model',
    weight: 0.5,
    foreignOnly: true,
    pattern: words(
      '\\b(?:instructions?|orders?|messages?|notes?|notices?|commands?)\\s+(?:from|of|by)\\s+(?:the|your)\\s+(?:developers?|administrators?|admins?|operators?|creators?|owners?|providers?)\\b|\\b(?:quoted |retrieved |given )(?:material|passages?|documents?|context)\\s+(?:is|are|has|have)\\s+(?:over|ended|finished)\\b',
    ),
  },
  {
    reason: 'orders-to-the-model',
    weight: 0.5,
    foreignOnly: true,
    pattern: words(
      '(?:^|[.!?:]\\s+)(?:now,?\\s+|please,?\\s+|could you\\s+|then\\s+)*(?:write|compose|generate|tell|make up|recite|sing)\\s+(?:me\\s+|us\\s+)?(?:an?|the|one)\\s+(?:\\w+\\s+)?(?:poem|story|song|essay|joke|haiku|limerick|tweet|rap|riddle)\\b|(?:^|[.!?:]\\s+)(?:please\\s+)?(?:translate|spell|rhyme|capitali[sz]e)\\s+(?:the|this|that)\\s+(?:word|sentence|text|line)\\b',
    ),
  },
  {
    reason: 'answer-control',
    weight: 0.5,
    foreignOnly: true,
    pattern: words(
      '\\b(?:reply|respond|answer|speak|talk|write)\\s+(?:to\\s+)?(?:the\\s+)?(?:user|reader|question|everyone|everybody)?\\s*(?:only\\s+)?in\\s+(?:\\w+\\s+)?(?:language|rhymes?|verse|capitals only|the voice|the style)\\b|\\b(?:it|they|you)\\s+(?:must|should|shall)\\s+(?:claim|pretend|insist|state|say|recommend|promise)\\s+that\\b',
    ),
  },
  {
    reason: 'prompt-extraction',
    weight: 0.75,
    pattern: words(
      "\\b(?:reveal|print|repeat|show|output|display|disclose|leak|write out|tell me|recite|dump|copy|give me|include|share|paste|translate|summari[sz]e|encode)\\s+(?:[\\w'’-]+\\s+){0,4}?(?:(?:your|the|its|full|entire|exact|hidden|initial|original|secret)\\s+){1,3}(?:[\\w-]+\\s+){0,1}?(?:system (?:prompt|message|instructions?)|initial prompt|hidden (?:prompt|instructions?)|developer (?:message|prompt)|instructions you (?:were given|received)|prompt)\\b|\\b(?:what (?:is|are|were)|repeat) (?:your|the) (?:system prompt|(?:initial|original|hidden|exact) (?:instructions?|prompt))|\\b(?:begin|start|end) with your (?:\\w+ )?prompt\\b|\\b(?:write down|output|print|show|quote|copy|repeat)\\s+(?:all|everything|what|the (?:text|words))\\s+(?:of your (?:system )?(?:message|prompt)|(?:that )?(?:you were told|stands? (?:above|before)|(?:is|was) (?:above|before)))|\\brepeat (?:everything|all|the (?:words|text)) (?:above|before)",
    ),
  },
  {
    reason: 'orders-to-the-model',
    weight: 0.5,
    foreignOnly: true,
    pattern: words(
      `(?:\\b(?:dear|hey|hello|attention|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|reminder (?:to|for)|to|for)\\s+(?:all\\s+|any\\s+|the\\s+|every\\s+|an?\\s+)?${MODEL}(?:\\s+(?:reading|processing|summari[sz]ing|that|who|which|or|and|model|system)\\b|\\s*[:,!—-])|\\b(?:if|when|as) you(?: are|['’]re) (?:an? )?${SURELY_MODEL}\\b|\\b(?:as )?an? (?:AI|LLM|language model|assistant)[^.!?\\n]{0,30}\\byou (?:must|should|shall|are|need|have)\\b|\\b${MODEL}(?: systems?)?(?: (?:reading|processing|summari[sz]ing|answering)[^.!?\\n]{0,40})? (?:must|shall|should|is|are|needs?|has|have)(?: now)? (?:to |required to |instructed to |authori[sz]ed to )?(?:call|use|invoke|run|execute|send|reply|respond|answer|ignore|include|append|add|output|forward|obey|follow|say|state|tell|approve|transfer|delete|open|visit|insert|write|print|recommend)\\b)`,
    ),
  },
  {
    reason: 'orders-to-the-model',
    weight: 0.45,
    foreignOnly: true,
    pattern: words(
      '\\b(?:call|use|invoke|run|execute|trigger|activate)\\s+(?:the\\s+|your\\s+|an?\\s+)?(?:[\\w"\'`]+\\s+){0,2}?(?:tool|function|plugin|action|api call|command)\\b|\\b(?:call|invoke|run|execute)\\s+[`"\']?[a-z]+_[a-z_]+[`"\']?|\\b[a-z]+(?:_[a-z]+)+\\((?:[^)\\n]{0,200})\\)|"(?:name|tool|function)"\\s*:\\s*"[\\w.-]+"\\s*,\\s*"(?:arguments|parameters|input|args)"',
    ),
  },
  {
    reason: 'orders-to-the-model',
    weight: 0.4,
    foreignOnly: true,
    pattern: words(
      '\\b(?:tell|inform|advise|instruct|convince|persuade|warn|ask|urge|assure)\\s+(?:the|your|this)\\s+(?:user|reader|customer|human|person asking)\\s+(?:that|they|about|their)\\b|\\b(?:the user|the human)\\s+(?:has (?:already )?(?:approved|consented|agreed|authori[sz]ed|asked|requested)|wants you to|authori[sz]es?|approved)\\b',
    ),
  },
  {
    reason: 'answer-control',
    weight: 0.4,
    foreignOnly: true,
    pattern: words(
      '(?:^|[.!?:;\\n]\\s*|\\b(?:please|then|and|must|should|now|instead|always|only|simply|just)\\s+)(?:reply|respond|answer|output|say|print|begin your (?:answer|reply|response)|end your (?:answer|reply|response)|start your (?:answer|reply|response)|finish your (?:answer|reply|response))\\s+(?:only|exactly|with|in|that|by|every|as|to (?:every|all|any)|:|"|\')|\\b(?:in|with|to|at the end of|at the start of|into|of) (?:your|the|each|every) (?:final )?(?:answer|reply|response|summary|output)\\b',
    ),
  },
  {
    reason: 'answer-control',
    weight: 0.35,
    foreignOnly: true,
    pattern: words(
      "\\b(?:do not|don['’]t|never|stop|refuse to|avoid)\\s+(?:answer(?:ing)?|us(?:e|ing)|cit(?:e|ing)|quot(?:e|ing)|mention(?:ing)?|trust(?:ing)?|reading|read)\\s+(?:the|any|other|this|these|those)\\s+(?:other\\s+)?(?:question|passages?|documents?|sources?|context|results?)\\b|\\bregardless of (?:the|what|any) (?:question|user|request|other|asked)|\\b(?:the )?(?:only|correct|final|right) answer (?:to (?:every|any|all|this|the) question )?is\\b",
    ),
  },
  {
    reason: 'secrecy',
    weight: 0.5,
    pattern: words(
      "\\b(?:do not|don['’]t|never|without)\\s+(?:ever\\s+)?(?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|reveal(?:ing)?|disclos(?:e|ing)|notify(?:ing)?|alert(?:ing)?|ask(?:ing)?|warn(?:ing)?|show(?:ing)?)\\s+(?:this |it |anything |these (?:instructions|steps) |any of this )?(?:to )?(?:the |your )?(?:user|human|anyone|anybody|owner|reader|operator|for (?:confirmation|permission|approval))\\b(?!\\s+to\\b)|\\b(?:keep|do) (?:this|it) (?:secret|hidden|silent|silently|quiet|quietly)(?: from (?:the )?user)?\\b|\\bwithout (?:the )?user['’]?s? (?:knowledge|consent|noticing|knowing|permission|confirmation)",
    ),
  },
  {
    reason: 'exfiltration',
    weight: 0.5,
    foreignOnly: true,
    pattern: words(
      '\\b(?:append|add|put|insert|include|embed|encode|attach|place)\\s+(?:[^.!?\\n]{0,60}?)\\b(?:to|in|into|as|inside|within|after)\\s+(?:the |this |an? )?(?:url|link|image|query|address|parameter|markdown)\\b|!\\[[^\\]\\n]{0,200}\\]\\([^)\\n]*(?:[?&/=](?:\\{|\\[|<|%7B|\\$|DATA|SECRET|EMAIL|QUERY|ENCODED|YOUR_|USER_))',
    ),
  },
  {
    reason: 'exfiltration',
    weight: 0.4,
    foreignOnly: true,
    pattern: words(
      "\\b(?:send|e-?mail|forward|post|upload|transmit|submit|transfer|leak|exfiltrate|deliver|copy)\\s+(?:[^.!?\\n]{0,80}?)\\b(?:conversation|chat (?:history|log)|passwords?|credentials|api keys?|tokens?|secrets?|private (?:data|information)|personal (?:data|information|details)|user['’]?s (?:data|email|name|details|address|files|messages)|contacts?|inbox|history|all (?:emails|messages|files|documents)|previous messages?|account)\\b(?:[^.!?\\n]{0,60}?\\b(?:to|at|via)\\b)?",
    ),
  },
  {
    reason: 'forged-turn',
    weight: 0.45,
    pattern: words(
      '^[ \\t>*#-]{0,6}(?:system|assistant|human|user|developer|AI)(?: (?:message|prompt|note|instruction|override))?[ \\t]{0,3}(?::|\\]|>)(?=[ \\t]*\\S)|\\[(?:system|assistant|developer|admin)(?: (?:message|note|prompt|override))?\\]|<(?:system|assistant|instructions?|admin|important)>|\\b(?:end|beginning) of (?:the )?(?:document|passage|context|user input|data|passages)\\b[^\\n]{0,10}(?:$|\\n|[.:=-])|^[-=*#]{3,}\\s*(?:end|begin|system|new)\\b',
      'gimu',
    ),
  },
]
