import { createI18n } from 'vue-i18n'

type Texts = Record<string, unknown>

/** Refusals and imports are said by the server. Both languages travel with the pages, so that a tablet without signal can still change between them. */
const files = import.meta.glob<Texts>(['@messages/*/*.json', '!**/refusals_*.json', '!**/imports.json'], { eager: true, import: 'default' })

const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** `…/messages/en/operator.json` becomes `operator.…` in English. */
function textsIn(language: Language): Texts {
  const mine = Object.entries(files).filter(([path]) => path.split('/').at(-2) === language)
  return Object.fromEntries(mine.map(([path, texts]) => [path.split('/').at(-1)?.replace('.json', ''), texts]))
}

export const catalogue: Record<Language, Texts> = { 'zh-CN': textsIn('zh-CN'), en: textsIn('en') }

export const isLanguage = (code: string | null | undefined): code is Language => LANGUAGES.includes(code as Language)

export const makeI18n = (language: Language = 'zh-CN') =>
  createI18n<false>({
    legacy: false,
    locale: language,
    fallbackLocale: 'zh-CN',
    messages: catalogue as Record<string, Record<string, never>>,
  })
