import { useI18n } from 'vue-i18n'

import { useSay } from './useSay'

/** Diet tags and allergens come as the stations write them, in Chinese; a word that the catalogue does not know stays as written. */
export function useFoodWords() {
  const { tm } = useI18n()
  const { list } = useSay()

  function word(written: string): string {
    const words: Record<string, string> = tm('food')
    return words[written] ?? written
  }

  const foodList = (written: readonly string[]): string => list(written.map(word))

  return { foodList }
}
