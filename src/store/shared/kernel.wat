;; Scores int8 rows against a query of 16-bit numbers and reports the rows that beat a threshold.
;;
;; A slot holds 4096 rows of `stride` bytes (a multiple of 16, padded with zeros) and 4096 scales. Reading past the
;; last row of a slot is harmless, so rows are taken four at a time: one load of the query serves four rows.
;; The score is f32(dot) * scale, each step rounded to 32 bits: the JavaScript kernel computes the very same number.
(module
  (memory (import "store" "memory") 1)

  ;; Four partial sums each of four rows -> the four sums.
  (func $sums (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result v128)
    (local $ab v128)
    (local $cd v128)
    (local.set $ab (i32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
    (local.set $cd (i32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
    (i32x4.add
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $ab) (local.get $cd))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $ab) (local.get $cd))))

  ;; The dot product of one row and the query.
  (func $dot (param $row i32) (param $query i32) (param $stride i32) (result i32)
    (local $end i32)
    (local $codes v128)
    (local $sum v128)
    (local.set $end (i32.add (local.get $row) (local.get $stride)))
    (loop $next
      (local.set $codes (v128.load (local.get $row)))
      (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
        (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $codes)) (v128.load (local.get $query)))
        (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $codes)) (v128.load offset=16 (local.get $query))))))
      (local.set $query (i32.add (local.get $query) (i32.const 32)))
      (br_if $next (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 16))) (local.get $end))))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
      (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))

  ;; Every row from 0 to `rows`. Writes pairs (row: i32, score: f32) to `out` and returns how many.
  (func (export "scan")
    (param $codes i32) (param $scales i32) (param $rows i32) (param $stride i32) (param $query i32)
    (param $threshold f32) (param $out i32) (result i32)
    (local $row i32)
    (local $at i32)
    (local $end i32)
    (local $q i32)
    (local $low v128)
    (local $high v128)
    (local $codes4 v128)
    (local $a v128)
    (local $b v128)
    (local $c v128)
    (local $d v128)
    (local $start i32)
    (local $lane i32)
    (local.set $start (local.get $out))
    (block $done
      (loop $group
        (br_if $done (i32.ge_u (local.get $row) (local.get $rows)))
        (local.set $at (local.get $codes))
        (local.set $end (i32.add (local.get $codes) (local.get $stride)))
        (local.set $q (local.get $query))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $c (v128.const i32x4 0 0 0 0))
        (local.set $d (v128.const i32x4 0 0 0 0))
        (loop $next
          (local.set $low (v128.load (local.get $q)))
          (local.set $high (v128.load offset=16 (local.get $q)))
          (local.set $codes4 (v128.load (local.get $at)))
          (local.set $a (i32x4.add (local.get $a) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $codes4)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $codes4)) (local.get $high)))))
          (local.set $codes4 (v128.load (i32.add (local.get $at) (local.get $stride))))
          (local.set $b (i32x4.add (local.get $b) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $codes4)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $codes4)) (local.get $high)))))
          (local.set $codes4 (v128.load (i32.add (local.get $at) (i32.shl (local.get $stride) (i32.const 1)))))
          (local.set $c (i32x4.add (local.get $c) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $codes4)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $codes4)) (local.get $high)))))
          (local.set $codes4 (v128.load (i32.add (local.get $at) (i32.mul (local.get $stride) (i32.const 3)))))
          (local.set $d (i32x4.add (local.get $d) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $codes4)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $codes4)) (local.get $high)))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
        (local.set $a (f32x4.mul
          (f32x4.convert_i32x4_s (call $sums (local.get $a) (local.get $b) (local.get $c) (local.get $d)))
          (v128.load (local.get $scales))))
        ;; Almost no row gets past a threshold that has settled: one test for four rows.
        (if (v128.any_true (f32x4.gt (local.get $a) (f32x4.splat (local.get $threshold))))
          (then
            (local.set $lane (i32.const 0))
            (loop $lanes
              (if (i32.and
                    (f32.gt (f32x4.extract_lane 0 (local.get $a)) (local.get $threshold))
                    (i32.lt_u (i32.add (local.get $row) (local.get $lane)) (local.get $rows)))
                (then
                  (i32.store (local.get $out) (i32.add (local.get $row) (local.get $lane)))
                  (f32.store offset=4 (local.get $out) (f32x4.extract_lane 0 (local.get $a)))
                  (local.set $out (i32.add (local.get $out) (i32.const 8)))))
              (local.set $a (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 0 1 2 3 (local.get $a) (local.get $a)))
              (br_if $lanes (i32.lt_u
                (local.tee $lane (i32.add (local.get $lane) (i32.const 1)))
                (i32.const 4))))))
        (local.set $codes (i32.add (local.get $codes) (i32.shl (local.get $stride) (i32.const 2))))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (br $group)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $start)) (i32.const 3)))

  ;; The rows whose bit is set in `mask`, 32 rows a word. Otherwise as `scan`.
  (func (export "scanMasked")
    (param $codes i32) (param $scales i32) (param $rows i32) (param $stride i32) (param $query i32)
    (param $threshold f32) (param $out i32) (param $mask i32) (result i32)
    (local $base i32)
    (local $word i32)
    (local $row i32)
    (local $score f32)
    (local $start i32)
    (local.set $start (local.get $out))
    (block $done
      (loop $words
        (br_if $done (i32.ge_u (local.get $base) (local.get $rows)))
        (local.set $word (i32.load (local.get $mask)))
        (block $empty
          (loop $bits
            (br_if $empty (i32.eqz (local.get $word)))
            (local.set $row (i32.add (local.get $base) (i32.ctz (local.get $word))))
            (local.set $word (i32.and (local.get $word) (i32.sub (local.get $word) (i32.const 1))))
            (local.set $score (f32.mul
              (f32.convert_i32_s (call $dot
                (i32.add (local.get $codes) (i32.mul (local.get $row) (local.get $stride)))
                (local.get $query)
                (local.get $stride)))
              (f32.load (i32.add (local.get $scales) (i32.shl (local.get $row) (i32.const 2))))))
            (if (f32.gt (local.get $score) (local.get $threshold))
              (then
                (i32.store (local.get $out) (local.get $row))
                (f32.store offset=4 (local.get $out) (local.get $score))
                (local.set $out (i32.add (local.get $out) (i32.const 8)))))
            (br $bits)))
        (local.set $mask (i32.add (local.get $mask) (i32.const 4)))
        (local.set $base (i32.add (local.get $base) (i32.const 32)))
        (br $words)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $start)) (i32.const 3)))
)
