/** A figure taken at the door, in its own unit, with what an instrument can show at all. */
export interface Measurement {
  /** The server's name, unit included. */
  name: string
  least: number
  most: number
  step: number
}

const VITALS: readonly Measurement[] = [
  { name: 'systolic_mmhg', least: 40, most: 300, step: 1 },
  { name: 'diastolic_mmhg', least: 20, most: 200, step: 1 },
  { name: 'pulse_per_minute', least: 20, most: 250, step: 1 },
  { name: 'spo2_percent', least: 50, most: 100, step: 1 },
  { name: 'body_celsius', least: 30, most: 45, step: 0.1 },
  { name: 'glucose_mmol_per_litre', least: 1, most: 40, step: 0.1 },
]

const FOOD: readonly Measurement[] = [{ name: 'food_celsius', least: -20, most: 110, step: 0.5 }]

const MEASURED: Readonly<Record<string, readonly Measurement[]>> = {
  meal_service: FOOD,
  health_check: VITALS,
  nursing_visit: VITALS,
  bath_service: VITALS,
}

/** Hot food below this is not handed over as hot. */
export const HOT_FOOD_CELSIUS = 60

/** What may be measured during a service; empty when nothing is. */
export function measuredDuring(service: string): readonly Measurement[] {
  return MEASURED[service] ?? []
}

/** The typed figures as numbers, without the empty ones; null when one is out of what an instrument can show. */
export function readFigures(
  wanted: readonly Measurement[],
  typed: Readonly<Record<string, string>>,
): Record<string, number> | null {
  const figures: Record<string, number> = {}
  for (const { name, least, most } of wanted) {
    const text = (typed[name] ?? '').trim()
    if (text === '') continue
    const figure = Number(text)
    if (!Number.isFinite(figure) || figure < least || figure > most) return null
    figures[name] = figure
  }
  return figures
}
