import { patternRecognizer } from '../parts/pattern-recognizer.js'

// The broadcast address and the unset address belong to no device.
function isDevice(match: string): boolean {
  return !/^(?:[0:.-]+|[f:.-]+)$/i.test(match)
}

const context = ['mac', 'ethernet', 'hardware address', 'physical address', 'bssid', 'bluetooth', 'wifi']

/** Hardware addresses (IEEE EUI-48 and EUI-64) in pairs of digits, or in groups of four as Cisco writes them. */
export const macAddress = [
  patternRecognizer({
    name: 'mac-address',
    type: 'MAC_ADDRESS',
    pattern: /(?<![\w:-])[\da-f]{2}([:-])[\da-f]{2}(?:\1[\da-f]{2}){4}(?:(?:\1[\da-f]{2}){2})?(?![\w:-])/gi,
    validate: isDevice,
    score: 0.85,
    tier: 'pattern',
    context,
  }),
  patternRecognizer({
    name: 'mac-address-dotted',
    type: 'MAC_ADDRESS',
    pattern: /(?<![\w.])[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?![\w.])/gi,
    validate: isDevice,
    score: 0.6,
    tier: 'pattern',
    context,
  }),
]
