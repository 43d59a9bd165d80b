import { AREAS, type Area, type Key, type Reader, type Storage } from '../../src/store/shared/storage.js'

/** Keeps everything until the page goes: for browsers that refuse storage, and for stores that nobody wants kept. */
export class MemoryStorage implements Storage {
  readonly #areas = new Map<Area, Map<Key, unknown>>(AREAS.map((area) => [area, new Map()]))

  async read<T>(_areas: readonly Area[], use: (reader: Reader) => Promise<T>): Promise<T> {
    return use({
      get: async (area, key) => this.#area(area).get(key),
      keys: async (area, prefix = '') =>
        [...this.#area(area).keys()].filter((key) => `${key}`.startsWith(prefix)).sort(),
    })
  }

  async commit(writes: Parameters<Storage['commit']>[0]): Promise<void> {
    // Cloned, as a database would: the caller goes on using what it handed over.
    for (const write of structuredClone(writes)) {
      const area = this.#area(write.area)
      if (write.type === 'put') area.set(write.key, write.value)
      else if (write.type === 'delete') area.delete(write.key)
      else area.clear()
    }
  }

  async putIfAbsent(area: Area, key: Key, value: unknown): Promise<unknown> {
    const known = this.#area(area).get(key)
    if (known === undefined) this.#area(area).set(key, structuredClone(value))
    return known
  }

  close(): void {}

  #area(area: Area): Map<Key, unknown> {
    return this.#areas.get(area)!
  }
}
