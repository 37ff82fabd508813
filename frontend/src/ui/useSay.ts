import { useI18n } from 'vue-i18n'

import type { Phrase } from '@/domain/phrase'
import { clockTime, localDay, dayPhrase, momentParts } from '@/domain/time'

interface NamedInBoth {
  name_zh: string
  name_en: string
}

/** Turns phrases and instants into the person's language. */
export function useSay() {
  const { t, locale } = useI18n()

  function say({ key, named = {}, count }: Phrase): string {
    const gaps = Object.entries(named).map(([name, value]) => [name, typeof value === 'object' ? say(value) : value])
    const filled = Object.fromEntries(gaps) as Record<string, string | number>
    return count === undefined ? t(key, filled) : t(key, filled, count)
  }

  /** "today 11:30" */
  function moment(instant: string | Date, now: Date): string {
    const { day, time } = momentParts(instant, now)
    return t('shell.time.moment', { day: say(day), time })
  }

  /** "today 11:00–12:30" */
  function window(from: string, until: string, now: Date): string {
    const day = say(dayPhrase(localDay(from), localDay(now)))
    return t('shell.time.window', { day, from: clockTime(from), until: clockTime(until) })
  }

  const inChinese = (): boolean => locale.value.startsWith('zh')

  const nameOf = (thing: NamedInBoth): string => (inChinese() ? thing.name_zh : thing.name_en)

  const list = (names: string[]): string => names.join(t('shell.list_separator'))

  /** Chinese full stops bring their own space. */
  const sentences = (...texts: string[]): string => texts.filter(Boolean).join(inChinese() ? '' : ' ')

  return { say, list, sentences, moment, window, nameOf }
}
