import { useI18n } from 'vue-i18n'

/** Diet tags and allergens come as the stations write them, in Chinese; English has its own words for them. */
export function useFoodWords() {
  const { tm, t } = useI18n()

  function word(written: string): string {
    const words: Record<string, string> = tm('resident.food.words')
    return words[written] ?? written
  }

  const list = (written: readonly string[]): string => written.map(word).join(t('resident.food.separator'))

  return { word, list }
}
