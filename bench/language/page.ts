import { createLanguageDetector } from 'tacet'
import { localEngine } from 'tacet/engines'

/** As much of eld as is used here. */
interface Peer {
  detect(text: string): { readonly language: string }
}

/** Its largest set of n-grams is its best. */
async function openPeer(): Promise<Peer> {
  const path = '/eld/entries/static.large.js'
  return (await import(/* @vite-ignore */ path)).eld
}

const OWN_TAG: Readonly<Record<string, string>> = { no: 'nb', ku: 'ckb' }

/** The answers of each contender. eld says `no` for Bokmål, and `ku` for Sorani, which is the Kurdish that it knows. */
async function answers(texts: readonly string[], languages: readonly string[]) {
  const peer = await openPeer()
  const detectors = {
    tacet: await createLanguageDetector({ engines: [localEngine({ baseUrl: '/tacet/' })] }),
    'tacet, its languages': await createLanguageDetector({ engines: [localEngine({ baseUrl: '/tacet/' })], languages }),
  }
  const found: Record<string, readonly string[]> = {
    eld: texts.map((text) => peer.detect(text).language).map((language) => OWN_TAG[language] ?? language),
  }
  for (const [name, detector] of Object.entries(detectors)) {
    found[name] = (await detector.detect(texts)).map(({ language }) => language)
    await detector.close()
  }
  return found
}

/**
 * Texts per second, by turns. tacet answers from its worker: once all texts in one call, and once each of `alone` in a call
 * of its own, after the answer to the one before. eld is a plain function on the page, which takes one text.
 */
async function speeds(texts: readonly string[], alone: readonly string[], rounds: number) {
  const peer = await openPeer()
  const detector = await createLanguageDetector({ engines: [localEngine({ baseUrl: '/tacet/' })] })
  const result = { tacet: [] as number[], alone: [] as number[], eld: [] as number[] }
  for (let round = -2; round < rounds; round += 1) {
    const started = performance.now()
    await detector.detect(texts)
    const between = performance.now()
    for (const text of texts) peer.detect(text)
    const ended = performance.now()
    for (const text of alone) await detector.detect(text)
    const last = performance.now()
    if (round < 0) continue
    result.tacet.push((texts.length * 1000) / (between - started))
    result.eld.push((texts.length * 1000) / (ended - between))
    result.alone.push((alone.length * 1000) / (last - ended))
  }
  await detector.close()
  return result
}

Object.assign(globalThis, { bench: { answers, speeds } })
