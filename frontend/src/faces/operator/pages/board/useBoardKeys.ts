import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'

import type { WorkOrder } from '@/api/shapes'
import { needsAPerson } from '@/faces/operator/board/attention'
import { useKeys } from '@/ui/useKeys'

interface Wanted {
  orders: Ref<WorkOrder[]>
  now: Readonly<Ref<Date>>
  selected: Ref<string>
  show: (number: string) => unknown
}

/** The number `step` places after `current`, going round; the first or last when there is no current. */
export function neighbour(numbers: string[], current: string, step: 1 | -1): string {
  if (numbers.length === 0) return ''
  const at = numbers.indexOf(current)
  if (at < 0) return numbers[step === 1 ? 0 : numbers.length - 1] ?? ''
  return numbers[(at + step + numbers.length) % numbers.length] ?? ''
}

/** The board's keyboard: each action, and its line in the help. */
export function useBoardKeys({ orders, now, selected, show }: Wanted) {
  const { t } = useI18n()
  const router = useRouter()
  const helps = ref(false)

  const step = (by: 1 | -1): void => {
    const numbers = needsAPerson(orders.value, now.value).map((one) => one.order.number)
    show(neighbour(numbers, selected.value, by))
  }
  const actions: Record<string, { name: string; act: () => void }> = {
    j: { name: 'next', act: () => step(1) },
    k: { name: 'previous', act: () => step(-1) },
    '/': { name: 'find', act: () => document.querySelector<HTMLElement>('[data-find]')?.focus() },
    n: { name: 'new', act: () => void router.push({ name: 'operator-new' }) },
    p: { name: 'plan', act: () => void router.push({ name: 'operator-plan' }) },
    Escape: { name: 'close', act: () => show('') },
    '?': { name: 'help', act: () => (helps.value = !helps.value) },
  }
  useKeys(Object.fromEntries(Object.entries(actions).map(([key, { act }]) => [key, act])))

  const keys = computed(() =>
    Object.entries(actions).map(([key, { name }]) => ({ key, label: t(`operator.keys.${name}`) })),
  )
  return { keys, helps }
}
