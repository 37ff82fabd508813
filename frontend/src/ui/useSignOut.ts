import { ref } from 'vue'
import { useRouter } from 'vue-router'

import { useSession } from '@/api/session'

/** Signs out and goes back to the door; `failure` is why that was not possible. */
export function useSignOut() {
  const session = useSession()
  const router = useRouter()
  const failure = ref<unknown>(null)

  async function leave(): Promise<void> {
    try {
      await session.signOut()
      await router.push('/sign-in')
    } catch (thrown) {
      failure.value = thrown
    }
  }

  return { failure, leave }
}
