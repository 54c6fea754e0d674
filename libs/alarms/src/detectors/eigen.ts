/**
 * Eigenvalues and vectors of a symmetric n×n matrix by cyclic Jacobi rotations (C. G. J. Jacobi 1846; form of Golub & Van Loan §8.5).
 * Row-major; `matrix` is used up. Vectors are the columns of `vectors`. Sorted by falling eigenvalue; the sign is fixed so that the
 * greatest component is positive, which makes a replay equal on every machine.
 */
export const symmetricEigen = (matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } => {
  const a = matrix
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  const get = (m: Float64Array, i: number, j: number): number => m[i * n + j] ?? 0
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) off += get(a, i, j) ** 2
    if (off < 1e-22) break
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = get(a, p, q)
        if (Math.abs(apq) < 1e-300) continue
        const theta = (get(a, q, q) - get(a, p, p)) / (2 * apq)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const kp = get(a, k, p)
          const kq = get(a, k, q)
          a[k * n + p] = c * kp - s * kq
          a[k * n + q] = s * kp + c * kq
        }
        for (let k = 0; k < n; k++) {
          const pk = get(a, p, k)
          const qk = get(a, q, k)
          a[p * n + k] = c * pk - s * qk
          a[q * n + k] = s * pk + c * qk
          const vp = get(v, k, p)
          const vq = get(v, k, q)
          v[k * n + p] = c * vp - s * vq
          v[k * n + q] = s * vp + c * vq
        }
      }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((x, y) => get(a, y, y) - get(a, x, x))
  const values = Float64Array.from(order, (i) => get(a, i, i))
  const vectors = new Float64Array(n * n)
  order.forEach((from, to) => {
    let greatest = 0
    for (let k = 0; k < n; k++) if (Math.abs(get(v, k, from)) > Math.abs(greatest)) greatest = get(v, k, from)
    for (let k = 0; k < n; k++) vectors[k * n + to] = get(v, k, from) * (greatest < 0 ? -1 : 1)
  })
  return { values, vectors }
}
