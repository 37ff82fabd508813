import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'

import { listServices } from '@/api/catalogue'

/** What can be asked for at home; meals and emergencies have their own ways. */
export function useServices() {
  const query = useQuery({
    queryKey: ['services'],
    queryFn: listServices,
    staleTime: Infinity,
    networkMode: 'always',
  })
  const all = computed(() => query.data.value ?? [])
  return {
    ...query,
    visits: computed(() => all.value.filter((service) => !service.is_meal && !service.emergency)),
    emergency: computed(() => all.value.find((service) => service.emergency) ?? null),
  }
}
