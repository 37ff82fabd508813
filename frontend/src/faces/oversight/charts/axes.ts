import type { Colours } from './colours'

/** Steps of a percentage axis, in points: with each, an axis that begins within `reach` of 100 has few lines. */
const STEPS = [
  { reach: 5, step: 1 },
  { reach: 10, step: 2 },
  { reach: 25, step: 5 },
  { reach: 50, step: 10 },
  { reach: 100, step: 20 },
] as const

/** Where an axis up to 100 begins so that `lowest` (0 to 100) is on it and all its lines are equally far apart. */
export function scaleFrom(lowest: number): { min: number; interval: number } {
  for (const { reach, step } of STEPS) {
    const min = Math.floor(Math.max(0, lowest) / step) * step
    if (100 - min <= reach) return { min, interval: step }
  }
  return { min: 0, interval: 20 }
}

/** Percentages up to 100, from low enough to show `lowest`. */
export const percentAxis = (colours: Colours, lowest: number) =>
  ({
    type: 'value',
    ...scaleFrom(lowest),
    max: 100,
    axisLabel: { color: colours.muted, formatter: '{value} %' },
    splitLine: { lineStyle: { color: colours.line } },
  }) as const

/** Names from left to right. */
export const namedAxis = (colours: Colours, names: string[]) =>
  ({
    type: 'category',
    data: names,
    axisLabel: { color: colours.ink },
    axisLine: { lineStyle: { color: colours.line } },
  }) as const

/** A share from 0 to 1 as a percentage with two decimals; null stays a gap. */
export const asPercent = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : Number((share * 100).toFixed(2))
