import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'

import { readMenu } from '@/api/catalogue'

import { useResident } from '../useResident'
import { menuFor } from './diet'
import type { Offer } from './offer'

const STALE_MILLISECONDS = 300_000

/** The menu of an offered meal, as it suits the elder. */
export function useMenu(offer: MaybeRefOrGetter<Pick<Offer, 'day' | 'mealTime'> | null>) {
  const { elder } = useResident()
  const station = computed(() => elder.value?.station.code ?? '')
  const query = useQuery({
    queryKey: computed(() => ['menu', station.value, toValue(offer)?.day, toValue(offer)?.mealTime]),
    queryFn: () => readMenu(station.value, toValue(offer)?.day ?? '', toValue(offer)?.mealTime),
    enabled: computed(() => station.value !== '' && toValue(offer) !== null),
    staleTime: STALE_MILLISECONDS,
    networkMode: 'always',
  })
  const menu = computed(() => (elder.value ? menuFor(query.data.value ?? [], elder.value) : []))
  return { ...query, menu }
}
