import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'

import { listServices } from '@/api/catalogue'
import type { AccuracyRow, Criterion, Period, Split } from '@/api/oversight'
import { dayPhrase } from '@/domain/time'
import { useClock } from '@/live/clock'
import { useSay } from '@/ui/useSay'

import { lossAt, mainReason, type Loss } from './waterfall'

/** How a row of the split is called in the person's language, what it lost most to, and where it leads. */
export function useRows(by: Ref<Split>, days: Ref<Period>) {
  const { t } = useI18n()
  const { nameOf: nameIn, say } = useSay()
  const { today } = useClock()
  const services = useQuery({ queryKey: ['services'], queryFn: listServices, staleTime: 600_000 })
  const serviceNames = computed(() => new Map((services.data.value ?? []).map((one) => [one.code, nameIn(one)])))

  function nameOf(row: AccuracyRow): string {
    if (by.value === 'criterion') return t(`criteria.name.${row.key}`)
    if (by.value === 'service') return serviceNames.value.get(row.key) ?? row.label
    if (by.value === 'day') return say(dayPhrase(row.key, today.value))
    return row.label || row.key
  }

  function wayDown(row: AccuracyRow): RouteLocationRaw {
    if (by.value === 'division') return { query: { by: 'station', division: row.key } }
    const narrowed = {
      station: { station: row.key },
      service: { service: row.key },
      criterion: { not_met: row.key },
      day: { day: row.key },
    }[by.value]
    return { name: 'oversight-orders', query: { ...days.value, ...narrowed } }
  }

  const lossOf = (row: AccuracyRow): Loss | null =>
    by.value === 'criterion' ? lossAt(row, row.key as Criterion) : mainReason(row)

  return { nameOf, wayDown, lossOf }
}
