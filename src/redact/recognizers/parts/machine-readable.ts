/** The check digit of travel documents (ICAO Doc 9303): the last digit is the sum with weights 7, 3, 1, modulo 10. */
export function machineReadable(value: string): boolean {
  let sum = 0
  for (let index = 0; index < value.length - 1; index++) {
    sum += Number.parseInt(value.charAt(index), 36) * (index % 3 === 0 ? 7 : index % 3 === 1 ? 3 : 1)
  }
  return sum % 10 === Number(value.at(-1))
}
