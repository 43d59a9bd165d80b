import type { ModelStorage } from './storage.js'

const CACHE = 'tacet-models'
const PART = '.part'

/**
 * Keeps files as entries of the Cache API, for workers without synchronous file handles. An entry is written in one go:
 * a part is kept when a download ends early, and lost when the worker is terminated.
 */
export async function openCacheStorage(): Promise<ModelStorage | undefined> {
  if (globalThis.caches === undefined) return undefined
  const cache = await caches.open(CACHE)
  // Nothing ever requests this address. Entries of the Cache API must be named by an http address.
  const root = new URL('/.tacet-models/', self.location.origin).href
  const address = (folder: string, name: string) => `${root}${folder}/${name}`

  const parse = (url: string) => url.slice(root.length).split('/') as [folder: string, name: string]
  const entries = async () => (await cache.keys()).map(({ url }) => ({ url, parsed: parse(url) }))
  const read: ModelStorage['read'] = async (folder, name) => {
    const response = await cache.match(address(folder, name))
    return response && new Uint8Array(await response.arrayBuffer())
  }
  const write: ModelStorage['write'] = (folder, name, bytes) =>
    cache.put(address(folder, name), new Response(bytes, { headers: { 'Content-Length': String(bytes.length) } }))

  return {
    kind: 'cache',

    async folders() {
      return [...new Set((await entries()).map(({ parsed: [folder] }) => folder))]
    },

    async sizes(folder) {
      const sizes = new Map<string, number>()
      for (const { url, parsed } of await entries()) {
        if (parsed[0] !== folder) continue
        const response = await cache.match(url)
        if (response !== undefined) sizes.set(parsed[1], Number(response.headers.get('Content-Length')))
      }
      return sizes
    },

    read,
    write,

    async remove(folder, name) {
      for (const { url, parsed } of await entries()) {
        if (parsed[0] === folder && (name === undefined || parsed[1] === name)) await cache.delete(url)
      }
    },

    async openPart(folder, name) {
      const part = name + PART
      return {
        received: (await read(folder, part)) ?? new Uint8Array(),
        async restart() {
          await cache.delete(address(folder, part))
        },
        async append() {},
        async finish(finalName, bytes) {
          await write(folder, finalName, bytes)
          await cache.delete(address(folder, part))
        },
        async keep(bytes) {
          await write(folder, part, bytes)
        },
        async discard() {
          await cache.delete(address(folder, part))
        },
      }
    },
  }
}
