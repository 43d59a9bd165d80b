/** e^x of four floats, as 2^n times a polynomial of the remainder. Adding and subtracting 1.5 * 2^23 rounds to n. */
@inline
export function exponential(x: v128): v128 {
  const y = f32x4.pmax(f32x4.pmin(x, f32x4.splat(87)), f32x4.splat(-87))
  const shift = f32x4.splat(12582912)
  const shifted = f32x4.add(f32x4.mul(y, f32x4.splat(1.44269504)), shift)
  const n = f32x4.sub(shifted, shift)
  const rest = f32x4.sub(
    f32x4.sub(y, f32x4.mul(n, f32x4.splat(0.693359375))),
    f32x4.mul(n, f32x4.splat(-0.00021219444)),
  )
  let power = f32x4.splat(0.0013888889)
  power = f32x4.add(f32x4.mul(power, rest), f32x4.splat(0.00833333333))
  power = f32x4.add(f32x4.mul(power, rest), f32x4.splat(0.0416666667))
  power = f32x4.add(f32x4.mul(power, rest), f32x4.splat(0.166666667))
  power = f32x4.add(f32x4.mul(power, rest), f32x4.splat(0.5))
  power = f32x4.add(f32x4.mul(power, rest), f32x4.splat(1))
  power = f32x4.add(f32x4.mul(power, rest), f32x4.splat(1))
  // The lowest bits of the shifted number are n. To convert n would take several steps of the processor.
  const whole = i32x4.sub(shifted, shift)
  return f32x4.mul(i32x4.shl(i32x4.add(whole, i32x4.splat(127)), 23), power)
}
