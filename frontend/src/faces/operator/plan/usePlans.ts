import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

import { askForPlan, cancelPlan, listPlans, publishPlan, readPlan, type PlanState } from '@/api/plans'

const WATCH_MILLISECONDS = 1000
/** Without a line a plan that was never read is not "loading": it says so, and is read once the line is there. */
const SAYS_SO_OFFLINE = { networkMode: 'always', refetchOnReconnect: true } as const

export const isUnderWay = (state: PlanState | undefined): boolean => state === 'queued' || state === 'running'

const MADE: readonly PlanState[] = ['ready', 'published', 'superseded']
/** Whether there is a plan to look at; one under way or failed has no rounds yet. */
export const isMade = (state: PlanState | undefined): boolean => state !== undefined && MADE.includes(state)

/** The plans of a station's day, and the one being looked at, watched while it is made. */
export function usePlans(station: MaybeRefOrGetter<string>, day: MaybeRefOrGetter<string>) {
  const client = useQueryClient()
  const chosen = ref('')

  const rows = useQuery({
    queryKey: ['plans', station, day],
    queryFn: () => listPlans(toValue(station), toValue(day)),
    enabled: () => toValue(station) !== '',
    ...SAYS_SO_OFFLINE,
  })
  const newestFirst = computed(() =>
    [...(rows.data.value?.results ?? [])].sort((one, other) => other.requested_at.localeCompare(one.requested_at)),
  )
  const shown = computed(() => chosen.value || newestFirst.value[0]?.id || '')
  const plan = useQuery({
    queryKey: ['plan', shown],
    queryFn: () => readPlan(shown.value),
    enabled: () => shown.value !== '',
    refetchInterval: ({ state }) => (isUnderWay(state.data?.state) ? WATCH_MILLISECONDS : false),
    ...SAYS_SO_OFFLINE,
  })
  watch(
    () => toValue(day),
    () => (chosen.value = ''),
  )
  watch(
    () => plan.data.value?.state,
    () => void client.invalidateQueries({ queryKey: ['plans'] }),
  )

  const reread = () => client.invalidateQueries({ predicate: ({ queryKey }) => ['plan', 'plans', 'orders'].includes(String(queryKey[0])) })
  // Busy until the page shows what was done; a refusal waits for nothing.
  const rereads = { onSuccess: reread, onError: () => void reread() }
  const make = useMutation({
    mutationFn: () => askForPlan(toValue(station), toValue(day)),
    onSuccess: ({ id }) => {
      chosen.value = id
      return reread()
    },
    onError: () => void reread(),
  })
  const publish = useMutation({ mutationFn: ({ id, keep }: { id: string; keep: string[] }) => publishPlan(id, keep), ...rereads })
  // What was refused for one plan says nothing of the next.
  watch(shown, () => publish.reset())
  const cancel = useMutation({ mutationFn: (id: string) => cancelPlan(id), ...rereads })

  return { rows, newestFirst, plan, chosen, shown, make, publish, cancel }
}
