import { computed, ref, shallowRef } from 'vue'

import { makeMove, readOrder } from '@/api/orders'
import type { WorkOrder } from '@/api/shapes'
import { newCommand } from '@/domain/command'

import { answerTo } from './answer'
import type { MoveMade, OutboxEntry } from './entry'
import { Outbox } from './outbox'
import { isHeld } from './queue'
import { openStorage, type OutboxStorage } from './storage'

const entries = shallowRef<OutboxEntry[]>([])
const ofOthers = ref(0)
let storage: OutboxStorage | null = null
let outbox: Outbox | null = null

interface Wanted {
  account: string
  onAccepted(order: WorkOrder): void
  onSignedOut(): void
}

function send(entry: OutboxEntry): ReturnType<typeof answerTo> {
  const { command, move, seen, happenedAt: happened_at, details } = entry
  return answerTo(
    () => makeMove(entry.order, { command, move, seen, happened_at, ...details }),
    () => readOrder(entry.order),
  )
}

/** Opens the outbox of the person signed in; returns what lets it rest. */
export function startOutbox(wanted: Wanted): () => void {
  const kept = (storage ??= openStorage())
  const mine = new Outbox(wanted.account, {
    storage: kept,
    send,
    now: () => Date.now(),
    random: () => Math.random(),
    newCommand,
    later: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds)
      return () => {
        clearTimeout(timer)
      }
    },
    onChange: (now) => (entries.value = now),
    onAccepted: wanted.onAccepted,
    onSignedOut: wanted.onSignedOut,
  })
  outbox = mine
  const wake = (): void => void mine.flush({ atOnce: true })
  window.addEventListener('online', wake)
  void kept.countOfOthers(wanted.account).then((count) => (ofOthers.value = count))
  void mine.entries().then((now) => {
    entries.value = now
    wake()
  })
  return () => {
    window.removeEventListener('online', wake)
    mine.rest()
  }
}

/** What is not sent yet, and how to add to it. */
export function useOutbox() {
  const open = (): Outbox => {
    if (!outbox) throw new Error('the outbox is opened by the face, before its pages')
    return outbox
  }
  return {
    entries,
    /** Moves of somebody else who used this tablet; they wait for that person to sign in. */
    ofOthers,
    unsent: computed(() => entries.value.length),
    /** Whether any goes out by itself once there is a network. */
    isGoingOut: computed(() => entries.value.some((entry) => entry.stop === null && !isHeld(entries.value, entry))),
    isHeld: (entry: OutboxEntry) => isHeld(entries.value, entry),
    stopped: computed(() => entries.value.filter((entry) => entry.stop !== null).length),
    add: (made: MoveMade) => open().add(made),
    sendAgain: (entry: OutboxEntry) => open().sendAgain(entry),
    giveUp: (entry: OutboxEntry) => open().giveUp(entry),
    sendNow: () => open().flush({ atOnce: true }),
  }
}
