// The inner loops of products.ts and linear-svm/space.ts, in AssemblyScript: `node scripts/kernels.mjs` compiles them into ../kernels.ts.
// Addresses are in bytes, four numbers are worked on side by side; every sum is added up in the order that products.ts has, so that both agree to the last bit.

/** out[k] = sparse row at[k] · vector, k < n. Rows as in `Rows`: u32 start and index, f32 value; f64 vector and out. */
export function sparseTimes(start: usize, index: usize, value: usize, at: usize, n: i32, vector: usize, out: usize): void {
  for (let k = 0; k < n; k++) {
    const row = start + ((<usize>load<u32>(at + ((<usize>k) << 2))) << 2);
    const from = (<usize>load<u32>(row)) << 2;
    const end = index + ((<usize>load<u32>(row, 4)) << 2);
    let p = index + from;
    let q = value + from;
    let a: f64 = 0;
    let b: f64 = 0;
    let c: f64 = 0;
    let e: f64 = 0;
    while (p + 16 <= end) {
      a += <f64>load<f32>(q) * load<f64>(vector + ((<usize>load<u32>(p)) << 3));
      b += <f64>load<f32>(q, 4) * load<f64>(vector + ((<usize>load<u32>(p, 4)) << 3));
      c += <f64>load<f32>(q, 8) * load<f64>(vector + ((<usize>load<u32>(p, 8)) << 3));
      e += <f64>load<f32>(q, 12) * load<f64>(vector + ((<usize>load<u32>(p, 12)) << 3));
      p += 16;
      q += 16;
    }
    while (p < end) {
      a += <f64>load<f32>(q) * load<f64>(vector + ((<usize>load<u32>(p)) << 3));
      p += 4;
      q += 4;
    }
    store<f64>(out + ((<usize>k) << 3), a + b + (c + e));
  }
}

/** vector += Σ by[k] · sparse row at[k], k < n. */
export function sparseAdd(start: usize, index: usize, value: usize, at: usize, n: i32, by: usize, vector: usize): void {
  for (let k = 0; k < n; k++) {
    const factor = load<f64>(by + ((<usize>k) << 3));
    if (factor == 0) continue;
    const row = start + ((<usize>load<u32>(at + ((<usize>k) << 2))) << 2);
    const from = (<usize>load<u32>(row)) << 2;
    const end = index + ((<usize>load<u32>(row, 4)) << 2);
    let q = value + from;
    for (let p = index + from; p < end; p += 4) {
      const cell = vector + ((<usize>load<u32>(p)) << 3);
      store<f64>(cell, load<f64>(cell) + factor * <f64>load<f32>(q));
      q += 4;
    }
  }
}

/** out[k] = dense row at[k] · vector, k < n: f32 rows of d values, f64 vector and out. */
export function denseTimes(dense: usize, d: i32, at: usize, n: i32, vector: usize, out: usize): void {
  const whole = (<usize>(d & ~7)) << 3;
  const rest = (<usize>d) << 3;
  for (let k = 0; k < n; k++) {
    let p = dense + ((<usize>load<u32>(at + ((<usize>k) << 2)) * <usize>d) << 2);
    let q = vector;
    const end = vector + whole;
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let e = f64x2.splat(0);
    while (q < end) {
      a = f64x2.add(a, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(p)), v128.load(q)));
      b = f64x2.add(b, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(p, 8)), v128.load(q, 16)));
      c = f64x2.add(c, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(p, 16)), v128.load(q, 32)));
      e = f64x2.add(e, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(p, 24)), v128.load(q, 48)));
      p += 32;
      q += 64;
    }
    a = f64x2.add(f64x2.add(a, b), f64x2.add(c, e));
    let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
    for (const last = vector + rest; q < last; q += 8) {
      sum += <f64>load<f32>(p) * load<f64>(q);
      p += 4;
    }
    store<f64>(out + ((<usize>k) << 3), sum);
  }
}

/** vector += Σ by[k] · dense row at[k], k < n. */
export function denseAdd(dense: usize, d: i32, at: usize, n: i32, by: usize, vector: usize): void {
  const whole = vector + ((<usize>(d & ~1)) << 3);
  const last = vector + ((<usize>d) << 3);
  for (let k = 0; k < n; k++) {
    const factor = load<f64>(by + ((<usize>k) << 3));
    if (factor == 0) continue;
    const factors = f64x2.splat(factor);
    let p = dense + ((<usize>load<u32>(at + ((<usize>k) << 2)) * <usize>d) << 2);
    let q = vector;
    for (; q < whole; q += 16) {
      v128.store(q, f64x2.add(v128.load(q), f64x2.mul(factors, f64x2.promote_low_f32x4(v128.load64_zero(p)))));
      p += 8;
    }
    for (; q < last; q += 8) {
      store<f64>(q, load<f64>(q) + factor * <f64>load<f32>(p));
      p += 4;
    }
  }
}

/**
 * sums = table · vector for a symmetric table kept as its lower triangle, row by row; each entry is read once, four rows at a time.
 * All f64, `size` rows; sums are overwritten.
 */
export function triangleTimes(table: usize, size: i32, vector: usize, sums: usize): void {
  memory.fill(sums, 0, (<usize>size) << 3);
  let i = 0;
  let row = table;
  for (; i + 3 < size; i += 4) {
    const length = (<usize>i) << 3;
    let p0 = row;
    let p1 = p0 + length + 8;
    let p2 = p1 + length + 16;
    let p3 = p2 + length + 24;
    row = p3 + length + 32;
    const own = vector + length;
    const v0 = v128.load64_splat(own);
    const v1 = v128.load64_splat(own, 8);
    const v2 = v128.load64_splat(own, 16);
    const v3 = v128.load64_splat(own, 24);
    let a0 = f64x2.splat(0);
    let a1 = f64x2.splat(0);
    let a2 = f64x2.splat(0);
    let a3 = f64x2.splat(0);
    let s = sums;
    for (let q = vector; q < own; q += 16) {
      const v = v128.load(q);
      const k0 = v128.load(p0);
      const k1 = v128.load(p1);
      const k2 = v128.load(p2);
      const k3 = v128.load(p3);
      a0 = f64x2.add(a0, f64x2.mul(k0, v));
      a1 = f64x2.add(a1, f64x2.mul(k1, v));
      a2 = f64x2.add(a2, f64x2.mul(k2, v));
      a3 = f64x2.add(a3, f64x2.mul(k3, v));
      const more = f64x2.add(f64x2.add(f64x2.mul(k0, v0), f64x2.mul(k1, v1)), f64x2.add(f64x2.mul(k2, v2), f64x2.mul(k3, v3)));
      v128.store(s, f64x2.add(v128.load(s), more));
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
      s += 16;
    }
    store<f64>(s, load<f64>(s) + f64x2.extract_lane(a0, 0) + f64x2.extract_lane(a0, 1));
    store<f64>(s, load<f64>(s, 8) + f64x2.extract_lane(a1, 0) + f64x2.extract_lane(a1, 1), 8);
    store<f64>(s, load<f64>(s, 16) + f64x2.extract_lane(a2, 0) + f64x2.extract_lane(a2, 1), 16);
    store<f64>(s, load<f64>(s, 24) + f64x2.extract_lane(a3, 0) + f64x2.extract_lane(a3, 1), 24);
    ownPart(p0, 1, vector, sums, i);
    ownPart(p1, 2, vector, sums, i);
    ownPart(p2, 3, vector, sums, i);
    ownPart(p3, 4, vector, sums, i);
  }
  for (; i < size; i++) {
    ownPart(row, i + 1, vector, sums, 0);
    row += (<usize>(i + 1)) << 3;
  }
}

/** The last `many` entries of a row, which begin in column `from`: the diagonal is the last of them. */
function ownPart(entry: usize, many: i32, vector: usize, sums: usize, from: i32): void {
  const first = (<usize>from) << 3;
  const own = first + ((<usize>(many - 1)) << 3);
  const v = load<f64>(vector + own);
  let sum: f64 = 0;
  let at = first;
  for (; at < own; at += 8) {
    const product = load<f64>(entry);
    sum += product * load<f64>(vector + at);
    store<f64>(sums + at, load<f64>(sums + at) + product * v);
    entry += 8;
  }
  store<f64>(sums + own, load<f64>(sums + own) + sum + load<f64>(entry) * v);
}
