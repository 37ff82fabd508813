import { readonly, ref } from 'vue'

/** Sizes of the main text in pixels, from the least the age-friendly rules allow to the most they ask for. */
export const TEXT_SIZES = [18, 22, 26, 30] as const
export type TextSize = (typeof TEXT_SIZES)[number]

const REMEMBERED = 'text-size'
const size = ref<TextSize>(TEXT_SIZES[0])

const isSize = (wanted: number): wanted is TextSize => TEXT_SIZES.some((one) => one === wanted)

function put(wanted: TextSize): void {
  size.value = wanted
  document.documentElement.dataset.textSize = String(wanted)
}

/** The size after one step; the ends stay where they are. */
export function stepped(from: TextSize, by: 1 | -1): TextSize {
  return TEXT_SIZES[TEXT_SIZES.indexOf(from) + by] ?? from
}

export function useTextSize() {
  /** As chosen on this device before, else what suits the person who reads. */
  function start(otherwise: TextSize): void {
    const remembered = Number(localStorage.getItem(REMEMBERED))
    put(isSize(remembered) ? remembered : otherwise)
  }

  function change(wanted: TextSize): void {
    localStorage.setItem(REMEMBERED, String(wanted))
    put(wanted)
  }

  return { size: readonly(size), start, change }
}
