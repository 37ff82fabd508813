import type { Colours } from './colours'

/** Percentages from `min` to 100, upwards. */
export const percentAxis = (colours: Colours, min: number) =>
  ({
    type: 'value',
    min,
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
