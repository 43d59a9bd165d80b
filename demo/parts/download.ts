import { element } from './element.js'

/** Offers a file to the visitor as a download. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  element('a', { href: url, download: name }).click()
  // The browser reads the address after this turn, so the address is revoked later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
