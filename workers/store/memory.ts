import { AREAS, type Area, type Key, type Reader, type Storage } from '../../src/store/shared/storage.js'

/** Keeps the data until the page is closed, for browsers that refuse storage and for stores with `persist: false`. */
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
    // Cloned as a database would do, because the caller continues to use its objects.
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
