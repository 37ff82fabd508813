import { ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { useSession } from '@/api/session'

/** Why the first question, who is signed in, could not be asked; set by the router's guard. */
export const startFailure = ref<unknown>(null)

export function useStart() {
  const session = useSession()
  const router = useRouter()
  const route = useRoute()
  const busy = ref(false)

  async function retry(): Promise<void> {
    busy.value = true
    try {
      await session.load()
      startFailure.value = null
      await router.replace({ path: window.location.pathname, query: route.query, force: true })
    } catch (thrown) {
      startFailure.value = thrown
    } finally {
      busy.value = false
    }
  }

  return { failure: startFailure, busy, retry }
}
