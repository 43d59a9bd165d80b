import { patternRecognizer } from '../parts/pattern-recognizer.js'

const latitude = '[-+]?(?:90(?:\\.0{3,12})?|[0-8]?\\d\\.\\d{3,12})'
const longitude = '[-+]?(?:180(?:\\.0{3,12})?|(?:1[0-7]\\d|\\d?\\d)\\.\\d{3,12})'
const degrees = "\\d{1,3} ?° ?\\d{1,2} ?['′’] ?(?:\\d{1,2}(?:\\.\\d{1,6})? ?(?:\"|″|”|''|′′) ?)?"
const context = [
  'gps',
  'lat',
  'latitude',
  'lon',
  'lng',
  'long',
  'longitude',
  'coordinates',
  'coords',
  'location',
  'geo',
  'position',
  'koordinaten',
  'coordonnées',
  'coordenadas',
  'coordinate',
]

/** Places on the globe: pairs of decimals, degrees with minutes, and plus codes (Open Location Code). */
export const coordinates = [
  patternRecognizer({
    name: 'coordinates',
    type: 'COORDINATES',
    pattern: new RegExp(
      `(?<![\\w.])${latitude}°? ?[NS]?(?:, ?|; ?| )${longitude}°?(?: ?[EWO](?![A-Za-z]))?(?![\\w]|\\.\\d)`,
      'g',
    ),
    score: 0.6,
    context,
  }),
  patternRecognizer({
    name: 'coordinates-degrees',
    type: 'COORDINATES',
    pattern: new RegExp(`(?<!\\w)${degrees}[NS],? ?${degrees}[EWO](?!\\w)`, 'g'),
    score: 0.85,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'coordinates-labelled',
    type: 'COORDINATES',
    pattern:
      /(?<![A-Za-z])(?:lat|lon|lng|long|latitude|longitude)["']?\s{0,2}[:=]\s{0,2}["']?(?<value>[-+]?\d{1,3}\.\d{2,12})(?![\w.])/gi,
    score: 0.75,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'plus-code',
    type: 'COORDINATES',
    pattern:
      /(?<![\w+])[23456789C][23456789CFGHJMPQRV][23456789CFGHJMPQRVWX]{6}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])/g,
    score: 0.75,
    tier: 'pattern',
  }),
]
