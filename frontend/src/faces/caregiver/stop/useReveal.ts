import { useMutation } from '@tanstack/vue-query'
import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'

import { revealElder, type Revealed, type Sensitive } from '@/api/people'

const AT_THE_DOOR: Sensitive[] = ['name', 'phone', 'address', 'emergency_name', 'emergency_phone']

/** In memory only: a reload forgets, and the server writes down each reading. */
const revealed = reactive(new Map<string, Revealed>())

/** The elder's name, address and phone for the visit at hand. */
export function useReveal(elder: () => string) {
  const { t } = useI18n()
  const mutation = useMutation({
    mutationFn: async () => {
      const fields = await revealElder(elder(), AT_THE_DOOR, t('caregiver.reveal.reason'))
      revealed.set(elder(), fields)
    },
    networkMode: 'always',
  })
  return { ...mutation, known: computed(() => revealed.get(elder()) ?? null) }
}

export function forgetRevealed(): void {
  revealed.clear()
}
