import { patternRecognizer } from '../parts/pattern-recognizer.js'

// Words that follow an @ in code, style sheets and packages. They are nobody's name.
const reserved =
  /^@?(?:param|params|returns?|throws|type|typedef|see|example|deprecated|override|default|media|import|keyframes|font-face|supports|charset|page|layer|property|staticmethod|classmethod|dataclass|pytest|app|test|before|after|component|injectable|input|output|autowired|bean|entity|table|column|id|get|post|put|delete|latest|next|types|babel|angular|vue|everyone|here|channel|all|author|since|version|todo|link|code)$/i

const label =
  "(?<![\\p{L}\\d])(?:user ?name|user_name|login|log-in|screen ?name|benutzername|nutzername|nom d'utilisateur|identifiant|nombre de usuario|usuario|nome utente|nome de usuário|gebruikersnaam|användarnamn|brukernavn|käyttäjätunnus|nazwa użytkownika|логин|имя пользователя|kullanıcı adı|用户名|ユーザー名|아이디)"
const value = '(?<value>[\\p{L}\\d_][\\p{L}\\d_.@-]{1,38}[\\p{L}\\d_])'
const reservedValue = /^(?:and|or|is|the|required|invalid|null|none|undefined|string|true|false|password|not)$/i

/** A user name as the logs of servers write it. */
const account = '["\'`]?(?<value>[a-z\\d_][a-z\\d_.-]{1,30}[a-z\\d_])["\'`]?'
/** Words for a user in the keys of logs and settings: user=, db.user=, utilisateur=. */
const accountKey =
  '(?:user(?:name|_?id)?|usr|uid|login|account|benutzer|nutzer|utilisateur|usuario|usuário|utilizador|utente|gebruiker|użytkownik|uzytkownik)'
/** Accounts of machines, and words that are used instead of a user name. */
const nobody =
  /^(?:root|admin|administrator|guest|nobody|daemon|ubuntu|postgres|www-data|system|agent|account|session|who|has|just|already|never)$/i
/** Variables and paths of fields, as in user=current_user or user=request.user. */
const code =
  /^\d+$|user|account|login|^(?:self|this|me|new|name|value|data|ctx|context|row|item|obj|object|response|request|result|default|anonymous|public|private)(?:[._]|$)/i
const isAccountOfSomebody = (match: string) => !reservedValue.test(match) && !nobody.test(match)

/** Handles after an @, and user names that a form, a sentence or a log announces. */
export const username = [
  patternRecognizer({
    name: 'username-handle',
    type: 'USERNAME',
    pattern: /(?<![\w@./:=-])@[A-Za-z\d_](?:[A-Za-z\d_.-]{1,28}[A-Za-z\d_])(?![\w@/(-]|\.\w)/g,
    validate: (match) => !reserved.test(match),
    score: 0.4,
    tier: 'context',
    context: [
      'twitter',
      'instagram',
      'insta',
      'tiktok',
      'telegram',
      'mastodon',
      'threads',
      'github',
      'discord',
      'youtube',
      'snapchat',
      'handle',
      'follow',
      'tweet',
      'tweeted',
      'dm',
      'username',
      'user',
      'account',
      'profile',
      'x.com',
      'tg',
      'ig',
      'venmo',
      'paypal',
      'cash app',
      'cashapp',
      'zelle',
      'reddit',
      'twitch',
      'bluesky',
      'facebook',
      'signal',
    ],
    negativeContext: ['decorator', 'annotation', 'css', 'npm', 'import', 'package', 'javadoc'],
  }),
  patternRecognizer({
    name: 'username-labelled',
    type: 'USERNAME',
    pattern: new RegExp(`${label}["']?\\s{0,2}(?::=|=>|[:=])\\s{0,2}["'\`]?${value}`, 'giu'),
    validate: (match) => !reservedValue.test(match),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-spoken',
    type: 'USERNAME',
    pattern: new RegExp(`${label} (?:is|ist|est|es|è|é) ["'\`]?${value}`, 'giu'),
    // A plain word says something about the user name: "the user name is required".
    validate: (match) => /[\d_.-]/.test(match),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-logged',
    type: 'USERNAME',
    pattern: new RegExp(
      `(?:(?:invalid|illegal|unknown) user|(?:accepted|failed) [a-z\\d/-]{3,24} for|session (?:opened|closed) for user) ${account}(?= (?:from \\d|by \\())`,
      'gi',
    ),
    validate: isAccountOfSomebody,
    score: 0.65,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-assigned',
    type: 'USERNAME',
    // A log or a setting has spaces or a line end behind a value. An argument of code has a comma or a bracket.
    pattern: new RegExp(`(?<=(?:^|[\\s;&?])(?:[A-Za-z]{1,12}[._-]){0,2}${accountKey}=)${account}(?=[\\s;&]|$)`, 'gimu'),
    validate: (match) => isAccountOfSomebody(match) && !code.test(match),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-access-log',
    type: 'USERNAME',
    // The common log format: address, identity, user, [time].
    pattern: /(?<=[\da-f.:] \S{1,30} )(?<value>[^\s"[-][^\s"[]{0,60})(?= \[\d\d\/[A-Za-z]{3}\/\d{4}:)/g,
    score: 0.7,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-in-address',
    type: 'USERNAME',
    // The address of a database or a server, with a password: postgres://jo.doe:…@host.
    pattern: /(?<=[a-z\d]:\/\/)(?<value>[\p{L}\d_][\p{L}\d_.%+-]{0,62}[\p{L}\d_])(?=:[^\s/@:]{1,128}@)/giu,
    validate: (match) => isAccountOfSomebody(match) && !code.test(match),
    score: 0.65,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-mention',
    type: 'USERNAME',
    // A line of a chat that begins with a name: "@jo.doe can you …". Decorators of code stand alone or before a bracket.
    pattern: /(?<=^|\n)@[A-Za-z][A-Za-z\d]{0,28}[._\d][A-Za-z\d._]{0,28}[A-Za-z\d](?=[,:]? \p{Ll})/gu,
    validate: (match) => !reserved.test(match),
    score: 0.55,
    tier: 'pattern',
    negativeContext: ['private', 'public', 'def', 'class', 'function', 'import'],
  }),
  patternRecognizer({
    name: 'username-addressed',
    type: 'USERNAME',
    // After thanks or a greeting any handle is somebody: "merci @lea", "hi @ola: see below".
    pattern:
      /(?<=(?<![\p{L}\d])(?:thanks|thank you|thx|cheers|hi|hey|hello|cc|via|danke|merci|salut|gracias|hola|grazie|ciao|bedankt|dank|hoi|obrigad[oa]|valeu|oi|olá|dzięki|dziękuję|hej|cześć),? )@[A-Za-z\d_][A-Za-z\d._]{1,28}[A-Za-z\d_](?![\w@/(-]|\.\w)/giu,
    validate: (match) => !reserved.test(match),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-service',
    type: 'USERNAME',
    pattern:
      /(?<![\p{L}\d])(?:skype|discord|telegram|snapchat|snap|instagram|insta|twitter|tiktok|github|gitlab|wechat|kik|steam|psn|xbox)(?: (?:id|name|handle|tag))?(?: ?:| is| its| it's) ?@?(?<value>[a-z][\w.#:-]{2,38}\w)(?![\w/@])/giu,
    // A plain word says something about the service: "GitHub: failed".
    validate: (match) => /[\d_#]/.test(match),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-signed-in',
    type: 'USERNAME',
    pattern: new RegExp(
      `(?<![\\w-])(?:user|benutzer|utilisateur|usuario|usuário|utente|gebruiker|użytkownik) ${account}(?= (?:(?:has )?(?:logged|signed) (?:in|out|on|off|up)|authenticated|hat sich (?:\\S{1,40} ){0,6}(?:an|ab)gemeldet|(?:from|von|depuis|de|desde|da|van|z) \\d))`,
      'giu',
    ),
    validate: isAccountOfSomebody,
    score: 0.65,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'username-fediverse',
    type: 'USERNAME',
    pattern: /(?<![\w@])@[A-Za-z\d_]{1,30}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,3}(?!\w)/gi,
    score: 0.85,
    tier: 'pattern',
  }),
]
