// A browser that refuses storage: private windows of some, and pages with strict settings, have no database at all.
Object.defineProperty(globalThis, 'indexedDB', { value: undefined })

export {}
