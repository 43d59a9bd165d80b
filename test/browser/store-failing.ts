/** Makes the database fail to open some times, as happens while a crashed browser's files are still locked. */
export function failToOpen(times: number): void {
  const open = IDBFactory.prototype.open
  let left = times
  IDBFactory.prototype.open = function (...parameters) {
    left -= 1
    if (left >= 0) throw new DOMException('Internal error opening backing store', 'UnknownError')
    return open.apply(this, parameters)
  }
}
