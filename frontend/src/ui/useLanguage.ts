import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { speak } from '@/api/client'

import { isLanguage, type Language } from './catalogue'

const REMEMBERED = 'language'

/** The language chosen on this device before, else Chinese. */
export function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED)
  return isLanguage(remembered) ? remembered : 'zh-CN'
}

/** Tell the server and the browser which language the page is in. */
export function announce(language: Language): void {
  document.documentElement.lang = language
  speak(language)
}

export function useLanguage() {
  const { locale, t } = useI18n()

  function change(language: Language): void {
    locale.value = language
    localStorage.setItem(REMEMBERED, language)
    announce(language)
    document.title = t('shell.product')
  }

  return { language: computed(() => locale.value as Language), change }
}
