import { computed, ref } from 'vue'

import { useSession } from '@/api/session'

const REMEMBERED = 'elder'
const chosen = ref(localStorage.getItem(REMEMBERED))

/** Whose day is on the screen, and for whom else one may look. */
export function useResident() {
  const session = useSession()
  const elders = computed(() => session.me?.elders ?? [])
  const elder = computed(() => elders.value.find((one) => one.number === chosen.value) ?? elders.value[0] ?? null)
  /** A family member sees the same, denser. */
  const dense = computed(() => session.role === 'family_member')

  function choose(number: string): void {
    localStorage.setItem(REMEMBERED, number)
    chosen.value = number
  }

  return { elder, elders, dense, choose }
}
