import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'

import { listServices } from '@/api/catalogue'
import type { AccuracyRow, Period, Split } from '@/api/oversight'
import { useSay } from '@/ui/useSay'

/** How a row of the split is called in the person's language, and where it leads. */
export function useRows(by: Ref<Split>, days: Ref<Period>) {
  const { t } = useI18n()
  const { nameOf: nameIn } = useSay()
  const services = useQuery({ queryKey: ['services'], queryFn: listServices, staleTime: 600_000 })
  const serviceNames = computed(() => new Map((services.data.value ?? []).map((one) => [one.code, nameIn(one)])))

  function nameOf(row: AccuracyRow): string {
    if (by.value === 'criterion') return t(`criteria.name.${row.key}`)
    if (by.value === 'service') return serviceNames.value.get(row.key) ?? row.label
    return row.label || row.key
  }

  function wayDown(row: AccuracyRow): RouteLocationRaw {
    if (by.value === 'division') return { query: { by: 'station', division: row.key } }
    const narrowed = {
      station: { station: row.key },
      service: { service: row.key },
      criterion: { first_fail: row.key },
      day: { day: row.key },
    }[by.value]
    return { name: 'oversight-orders', query: { ...days.value, ...narrowed } }
  }

  return { nameOf, wayDown }
}
