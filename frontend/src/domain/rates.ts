/** `98.2 %`, or a dash where nothing was counted: no orders is not a rate of zero. */
export function percent(rate: number | null | undefined, digits = 1): string {
  return rate === null || rate === undefined ? '—' : `${(rate * 100).toFixed(digits)} %`
}

/** `96.1–99.0 %` for a confidence interval. */
export function percentInterval(interval: readonly [number, number] | readonly number[] | null | undefined): string {
  const [low, high] = interval ?? []
  if (low === undefined || high === undefined) return '—'
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`
}
