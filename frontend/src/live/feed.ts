import { backoffMilliseconds } from './backoff'
import { readMessage, type FeedMessage } from './messages'
import { nameOf, Subscription, type Listener, type Topic } from './subscription'

export type FeedState = 'idle' | 'connecting' | 'live' | 'offline' | 'signed_out'

const CLOSED_SIGNED_OUT = 4401
const CLOSED_WITHOUT_WORD = 1006
const CLOSED_FOR_GOOD = [4400, 4403]

/** The part of a WebSocket that the feed uses. */
export interface Socket {
  onopen: (() => void) | null
  onmessage: ((message: { data: string }) => void) | null
  onclose: ((closed: { code: number }) => void) | null
  send(line: string): void
  close(): void
}

export interface FeedOptions {
  open: () => Socket
  later?: (act: () => void, milliseconds: number) => ReturnType<typeof setTimeout>
  chance?: () => number
}

/** The one socket: every topic's changes once and in order, resumed after any break. */
export class Feed {
  private socket: Socket | null = null
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | null = null
  private readonly subscriptions = new Set<Subscription>()
  private readonly watchers = new Set<(state: FeedState) => void>()
  private current: FeedState = 'idle'

  constructor(private readonly options: FeedOptions) {}

  get state(): FeedState {
    return this.current
  }

  watch(watcher: (state: FeedState) => void): () => void {
    this.watchers.add(watcher)
    watcher(this.current)
    return () => this.watchers.delete(watcher)
  }

  /** Follow a topic from `since`; returns how to stop. */
  subscribe(topic: Topic, since: number, listener: Listener): () => void {
    const subscription = new Subscription(topic, since, listener)
    this.subscriptions.add(subscription)
    if (this.current === 'live') this.ask([subscription])
    else if (!this.socket) this.connect()
    return () => {
      this.subscriptions.delete(subscription)
      if (this.subscriptions.size === 0) this.rest()
    }
  }

  /** Try at once, for instance because the device says the network is back. */
  wake(): void {
    if (this.socket || this.subscriptions.size === 0) return
    this.failures = 0
    this.connect()
  }

  /** The device says the network is gone; the socket itself may take a minute to notice. */
  drop(): void {
    const socket = this.socket
    if (!socket) return
    this.lost(socket, CLOSED_WITHOUT_WORD)
    socket.close()
  }

  private connect(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (this.current !== 'offline') this.become('connecting')
    const socket = this.options.open()
    this.socket = socket
    socket.onopen = () => {
      this.failures = 0
      this.become('live')
      this.ask([...this.subscriptions])
    }
    socket.onmessage = ({ data }) => this.hear(readMessage(data))
    socket.onclose = ({ code }) => this.lost(socket, code)
  }

  private ask(subscriptions: Subscription[]): void {
    if (subscriptions.length === 0) return
    this.socket?.send(JSON.stringify({ subscribe: subscriptions.map((one) => one.request()) }))
  }

  private hear(message: FeedMessage | null): void {
    if (!message) return
    for (const subscription of this.subscriptions) {
      if (this.tell(subscription, message) === 'resume') this.ask([subscription])
    }
  }

  private tell(subscription: Subscription, message: FeedMessage): 'ok' | 'resume' {
    if ('refused' in message) {
      return message.refused === nameOf(subscription.topic) ? subscription.hearRefusal(message) : 'ok'
    }
    if (!subscription.isAbout(message)) return 'ok'
    return 'seq' in message ? subscription.hearEvent(message) : subscription.hearCaughtUp(message.caught_up)
  }

  private lost(socket: Socket, code: number): void {
    if (socket !== this.socket) return
    this.socket = null
    if (code === CLOSED_SIGNED_OUT) return this.become('signed_out')
    this.become('offline')
    if (CLOSED_FOR_GOOD.includes(code) || this.subscriptions.size === 0) return
    this.failures += 1
    const later = this.options.later ?? setTimeout
    this.timer = later(() => this.connect(), backoffMilliseconds(this.failures, this.options.chance?.()))
  }

  private rest(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const socket = this.socket
    this.socket = null
    socket?.close()
    this.become('idle')
  }

  private become(state: FeedState): void {
    if (state === this.current) return
    this.current = state
    this.watchers.forEach((watcher) => watcher(state))
  }
}
