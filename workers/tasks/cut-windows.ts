/** Number of tokens that neighbouring windows share. A name at a seam is read whole in one of them. */
const OVERLAP = 48

export interface Window {
  readonly from: number
  readonly to: number
  /** The part for which this window decides: its middle, and the outer end of the first and the last window. */
  readonly keepFrom: number
  readonly keepTo: number
}

/** Cuts `length` tokens into overlapping windows of at most `room` tokens. */
export function cutWindows(length: number, room: number): Window[] {
  if (length <= room) return length === 0 ? [] : [{ from: 0, to: length, keepFrom: 0, keepTo: length }]
  const overlap = Math.min(OVERLAP, Math.floor(room / 4))
  const windows: Window[] = []
  for (let from = 0; ; from += room - overlap) {
    const to = Math.min(from + room, length)
    const first = from === 0
    const last = to === length
    windows.push({
      from,
      to,
      keepFrom: first ? 0 : from + Math.floor(overlap / 2),
      keepTo: last ? length : to - Math.ceil(overlap / 2),
    })
    if (last) return windows
  }
}
