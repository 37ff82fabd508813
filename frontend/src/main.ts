import '@/ui/tokens.css'
import '@/ui/base.css'
import '@/ui/marks.css'

import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'

import App from '@/shell/App.vue'
import { makeQueryClient } from '@/shell/queries'
import { makeRouter } from '@/shell/router'
import { makeI18n } from '@/ui/catalogue'
import { announce, rememberedLanguage } from '@/ui/useLanguage'
import { startTheme } from '@/ui/useTheme'

const language = rememberedLanguage()
announce(language)
startTheme()

createApp(App)
  .use(createPinia())
  .use(makeI18n(language))
  .use(VueQueryPlugin, { queryClient: makeQueryClient() })
  .use(makeRouter())
  .mount('#app')

// A tablet in a cellar opens its round all the same; while developing, old pages would only confuse.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js')
