/** Gives a target the attribute `on…` of an event: a function that is called with each event of this type. */
export function eventAttribute(target: EventTarget, type: string): void {
  let handler: unknown = null
  target.addEventListener(type, (event) => {
    if (typeof handler === 'function') handler.call(target, event)
  })
  Object.defineProperty(target, `on${type}`, {
    configurable: true,
    enumerable: true,
    get: () => handler,
    set(given: unknown) {
      handler = typeof given === 'function' ? given : null
    },
  })
}
