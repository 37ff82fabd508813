import { ref } from 'vue'

import { useCarerMove } from './useStop'

/** Does a step once, shows what went wrong with what was typed kept, and goes back to the round. */
export function useStep() {
  const { toRound, ...moves } = useCarerMove()
  const busy = ref(false)
  const failure = ref<unknown>(null)

  async function run(step: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    failure.value = null
    try {
      await step()
      await toRound()
    } catch (thrown) {
      failure.value = thrown
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, run, ...moves }
}
