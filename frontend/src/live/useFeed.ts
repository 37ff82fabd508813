import { computed, onScopeDispose, readonly, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'

import { Feed, type FeedState, type Socket } from './feed'
import { FROM_NOW, type Listener, type Topic } from './subscription'

const openSocket = (): Socket => {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return new WebSocket(`${scheme}://${location.host}/ws/feed`) as unknown as Socket
}

const feed = new Feed({ open: openSocket })
const state = ref<FeedState>('idle')
/** The device itself says that it has no network: all that is known on a page that follows nothing. */
const isCutOff = ref(false)
const isOffline = computed(() => state.value === 'offline' || (state.value === 'idle' && isCutOff.value))
const lostAt = shallowRef<Date | null>(null)

feed.watch((current) => (state.value = current))
watch(
  [state, isOffline],
  ([current, offline]) => {
    if (offline) lostAt.value ??= new Date()
    else if (current === 'live' || current === 'idle') lostAt.value = null
  },
  { flush: 'sync' },
)
if (typeof window !== 'undefined') {
  window.addEventListener('online', () => {
    isCutOff.value = false
    feed.wake()
  })
  window.addEventListener('offline', () => {
    isCutOff.value = true
    feed.drop()
  })
}

/** Whether what is on the screen still follows the city, and since when not (the device's own clock). */
export function useFeedState() {
  return {
    state: readonly(state),
    lostAt: readonly(lostAt),
    isOffline,
    /** Whether there is something to reconnect before the device says that it has a network again. */
    canRetry: computed(() => state.value === 'offline'),
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
