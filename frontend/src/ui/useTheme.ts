import { readonly, ref } from 'vue'

export type Theme = 'day' | 'night'

const REMEMBERED = 'theme'
const theme = ref<Theme>('day')

function put(wanted: Theme): void {
  theme.value = wanted
  document.documentElement.dataset.theme = wanted
}

/** Start as chosen on this device before, else as the system asks. */
export function startTheme(): void {
  const remembered = localStorage.getItem(REMEMBERED)
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches
  put(remembered === 'day' || remembered === 'night' ? remembered : dark ? 'night' : 'day')
}

export function useTheme() {
  function change(wanted: Theme): void {
    localStorage.setItem(REMEMBERED, wanted)
    put(wanted)
  }
  return { theme: readonly(theme), change }
}
