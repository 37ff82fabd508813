import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'

import { useResident } from '../useResident'

const AT_ONCE = 2

/** Two answers a screen for an elder, all at once for the family. */
export function useFewAtOnce<T>(all: MaybeRefOrGetter<readonly T[]>) {
  const { dense } = useResident()
  const first = ref(0)
  const hasOthers = computed(() => !dense.value && toValue(all).length > AT_ONCE)
  const shown = computed(() => (dense.value ? toValue(all) : toValue(all).slice(first.value, first.value + AT_ONCE)))

  /** The next two; after the last ones the first again. */
  function showOthers(): void {
    const next = first.value + AT_ONCE
    first.value = next < toValue(all).length ? next : 0
  }

  return { shown, hasOthers, showOthers }
}
