/** Invisible signs that may be within a word: soft hyphen, joiners, marks of byte order. */
export const invisibleSigns = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g

export function isInvisible(unit: number): boolean {
  return unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2060 && unit <= 0x2064) || unit === 0xfeff
}
