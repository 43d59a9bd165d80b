import { defaultEngine } from 'tacet'
import { formatMilliseconds } from '../parts/format.js'
import { type Finished, type RaceResult, ratioOf } from './race-run.js'

/** The device of the races, as far as the browser describes it. */
export interface Device {
  readonly browser: string
  readonly platform: string
  readonly cores: number
  readonly threads: number
  readonly crossOriginIsolated: boolean
}

interface Brands {
  readonly brands: readonly { readonly brand: string; readonly version: string }[]
  readonly platform: string
}

export async function readDevice(): Promise<Device> {
  const { threads } = await defaultEngine().diagnostics()
  const told = (navigator as { readonly userAgentData?: Brands }).userAgentData
  // Browsers add an invented brand to the list, so that sites do not rely on it.
  const brand = told?.brands.findLast(({ brand: name }) => !/not.?a.?brand/i.test(name.replace(/\W/g, '')))
  const [, name = 'unknown browser', version = ''] =
    /(Firefox|Edg|OPR|Chrome|Version)\/(\d+)/.exec(navigator.userAgent) ?? []
  return {
    browser:
      brand === undefined ? `${name === 'Version' ? 'Safari' : name} ${version}` : `${brand.brand} ${brand.version}`,
    platform: told?.platform || navigator.platform || 'unknown platform',
    cores: navigator.hardwareConcurrency,
    threads,
    crossOriginIsolated,
  }
}

export function deviceLine({ browser, platform, cores, threads, crossOriginIsolated: isolated }: Device): string {
  const isolation = isolated ? 'isolated page' : 'page not isolated, so a model has one thread'
  return `${browser} on ${platform}, ${cores} cores as the browser tells, ${threads} ${threads === 1 ? 'thread' : 'threads'} for a model, ${isolation}`
}

/** Who was faster, and by how much. Close ones are called even. */
export function verdictOf({ finished }: RaceResult): string {
  const own = finished.find(({ name }) => name === 'tacet')
  const others = finished.filter((each) => each !== own)
  if (own === undefined || others.length === 0) return 'There is nobody to compare with.'
  return others.map((other) => comparison(own, other)).join(' ')
}

/** Smaller differences are within the noise of a busy machine. */
const EVEN = 0.05

function comparison(own: Finished, other: Finished): string {
  const ratio = ratioOf(own, other)
  if (Math.abs(ratio - 1) < EVEN) return `tacet and ${other.name} are even.`
  return ratio > 1
    ? `tacet is ${ratio.toFixed(2)} times as fast as ${other.name}.`
    : `tacet loses: ${other.name} is ${(1 / ratio).toFixed(2)} times as fast.`
}

/** The results as a text that can be pasted anywhere. */
export function reportText(device: Device, rounds: number, results: readonly RaceResult[]): string {
  const lines = results.flatMap((result) => [
    '',
    `${result.title}: ${result.work}`,
    ...result.finished.map(
      ({ name, version, by, medianMs, p95Ms, readyMs, quality }) =>
        `  ${name} ${version}: median ${formatMilliseconds(medianMs)}, 95 % within ${formatMilliseconds(p95Ms)}, ready in ${formatMilliseconds(readyMs)} (${[by, quality].filter((part) => part !== undefined).join('; ')})`,
    ),
    ...result.failed.map(({ name, reason }) => `  ${name} did not run: ${reason}`),
    `  ${verdictOf(result)}`,
  ])
  const counted = `${rounds} ${rounds === 1 ? 'round' : 'rounds'} each, taking turns, after one round to warm up`
  return [`Race of tacet on ${deviceLine(device)}; ${counted}`, ...lines].join('\n')
}

export function reportJson(device: Device, rounds: number, results: readonly RaceResult[]): string {
  return JSON.stringify({ device: { ...device, userAgent: navigator.userAgent }, rounds, results }, undefined, 2)
}
