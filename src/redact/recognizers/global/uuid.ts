import { patternRecognizer } from '../parts/pattern-recognizer.js'

/** UUIDs (RFC 9562). They identify a person only where they name a device, an account or a session. */
export const uuid = patternRecognizer({
  name: 'uuid',
  type: 'UUID',
  pattern: /(?<![\w-])[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[\da-f]{4}-[\da-f]{12}(?![\w-])/gi,
  score: 0.35,
  tier: 'context',
  context: [
    'user',
    'user id',
    'userid',
    'user_id',
    'device',
    'device id',
    'device_id',
    'deviceid',
    'advertising',
    'idfa',
    'gaid',
    'cookie',
    'visitor',
    'customer',
    'patient',
    'account',
    'client id',
    'session',
  ],
  negativeContext: ['commit', 'build', 'guid', 'clsid', 'component', 'trace', 'request'],
})
