import { computed, onScopeDispose, readonly, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'

import { Feed, type FeedState, type Socket } from './feed'
import { FROM_NOW, type Listener, type Topic } from './subscription'

const openSocket = (): Socket => {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return new WebSocket(`${scheme}://${location.host}/ws/feed`) as unknown as Socket
}

const feed = new Feed({ open: openSocket })
const state = ref<FeedState>('idle')
const lostAt = shallowRef<Date | null>(null)

feed.watch((current) => {
  state.value = current
  if (current === 'live' || current === 'idle') lostAt.value = null
  else if (current === 'offline') lostAt.value ??= new Date()
})
if (typeof window !== 'undefined') {
  window.addEventListener('online', () => feed.wake())
  window.addEventListener('offline', () => feed.drop())
}

/** Whether what is on the screen still follows the city, and since when not (the device's own clock). */
export function useFeedState() {
  return {
    state: readonly(state),
    lostAt: readonly(lostAt),
    isOffline: computed(() => state.value === 'offline'),
    isSignedOut: computed(() => state.value === 'signed_out'),
    retry: (): void => feed.wake(),
  }
}

/** Follow topics while the component lives; when the topics change, follow the new ones. */
export function useFeed(topics: MaybeRefOrGetter<Topic[]>, listener: Listener, since: number = FROM_NOW): void {
  let stops: (() => void)[] = []
  const stop = (): void => {
    stops.forEach((end) => end())
    stops = []
  }
  watch(
    () => JSON.stringify(toValue(topics)),
    (wanted) => {
      stop()
      stops = (JSON.parse(wanted) as Topic[]).map((topic) => feed.subscribe(topic, since, listener))
    },
    { immediate: true },
  )
  onScopeDispose(stop)
}
