import { beforeEach, describe, expect, it, vi } from 'vitest'

import { Feed, type Socket } from './feed'
import { FROM_NOW } from './subscription'

class FakeSocket implements Socket {
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onclose: ((closed: { code: number }) => void) | null = null
  readonly sent: { subscribe: Record<string, unknown>[] }[] = []
  closed = false

  send(line: string): void {
    this.sent.push(JSON.parse(line))
  }
  close(): void {
    this.closed = true
  }
  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
  get asked(): Record<string, unknown>[] {
    return this.sent.flatMap((one) => one.subscribe)
  }
}

const event = (seq: number, station = 'S1') => ({
  station, seq, order: `WO${seq}`, version: 1, move: 'CREATE', state: 'CREATED', at: '2026-11-23T01:00:00Z',
})

let sockets: FakeSocket[]
let waits: { act: () => void; milliseconds: number }[]
let feed: Feed
let heard: number[]
const onEvent = ({ seq }: { seq: number }) => heard.push(seq)
const last = (): FakeSocket => sockets.at(-1) as FakeSocket

beforeEach(() => {
  sockets = []
  waits = []
  heard = []
  feed = new Feed({
    open: () => {
      sockets.push(new FakeSocket())
      return last()
    },
    later: (act, milliseconds) => {
      waits.push({ act, milliseconds })
      return 0 as unknown as ReturnType<typeof setTimeout>
    },
    chance: () => 1,
  })
})

describe('following a station', () => {
  it('asks from where it was and hands on each change once', () => {
    feed.subscribe({ station: 'S1' }, 4, { onEvent })
    last().onopen?.()
    expect(last().asked).toEqual([{ station: 'S1', since: 4 }])
    last().says(event(5))
    last().says(event(6))
    last().says(event(5))
    expect(heard).toEqual([5, 6])
  })

  it('asks again from the last heard when one is missing', () => {
    feed.subscribe({ station: 'S1' }, 4, { onEvent })
    last().onopen?.()
    last().says(event(7))
    expect(heard).toEqual([])
    expect(last().asked.at(-1)).toEqual({ station: 'S1', since: 4 })
  })

  it('notices at the end of catching up that something is missing', () => {
    feed.subscribe({ station: 'S1' }, 4, { onEvent })
    last().onopen?.()
    last().says({ station: 'S1', caught_up: 6 })
    expect(last().asked.at(-1)).toEqual({ station: 'S1', since: 4 })
  })

  it('resumes after a break, waiting longer each time', () => {
    feed.subscribe({ station: 'S1' }, 0, { onEvent })
    last().onopen?.()
    last().says(event(1))
    last().onclose?.({ code: 1006 })
    expect(feed.state).toBe('offline')
    waits.shift()?.act()
    last().onclose?.({ code: 1006 })
    expect(waits[0]?.milliseconds).toBe(1000)
    waits.shift()?.act()
    last().onopen?.()
    expect(feed.state).toBe('live')
    expect(last().asked).toEqual([{ station: 'S1', since: 1 }])
    last().says(event(2))
    expect(heard).toEqual([1, 2])
  })

  it('learns where the log ends, reads all once and follows from there', () => {
    const onReread = vi.fn()
    feed.subscribe({ station: 'S1' }, FROM_NOW, { onEvent, onReread })
    last().onopen?.()
    last().says({ refused: 'S1', code: 'since_in_future', head: 40 })
    expect(onReread).toHaveBeenCalledOnce()
    expect(last().asked.at(-1)).toEqual({ station: 'S1', since: 40 })
    last().says(event(41))
    expect(heard).toEqual([41])
  })

  it('says when it may not', () => {
    const onRefused = vi.fn()
    feed.subscribe({ station: 'S1' }, 0, { onEvent, onRefused })
    last().onopen?.()
    last().says({ refused: 'S1', code: 'not_yours' })
    expect(onRefused).toHaveBeenCalledWith('not_yours')
  })
})

it('several stations share one socket and do not mix', () => {
  const other: number[] = []
  feed.subscribe({ station: 'S1' }, 0, { onEvent })
  feed.subscribe({ station: 'S2' }, 0, { onEvent: ({ seq }) => other.push(seq) })
  expect(sockets).toHaveLength(1)
  last().onopen?.()
  last().says(event(1, 'S1'))
  last().says(event(1, 'S2'))
  last().says(event(2, 'S2'))
  expect([heard, other]).toEqual([[1], [1, 2]])
})

it('an elder hears only some of the numbers, and that is no gap', () => {
  feed.subscribe({ elder: 'E1' }, 0, { onEvent })
  last().onopen?.()
  last().says({ ...event(12), elder: 'E1' })
  last().says({ ...event(30), elder: 'E1' })
  last().says({ ...event(31), elder: 'E2' })
  expect(heard).toEqual([12, 30])
  expect(last().asked).toHaveLength(1)
})

it('stops for good when signed out, and does not knock again', () => {
  feed.subscribe({ station: 'S1' }, 0, { onEvent })
  last().onclose?.({ code: 4401 })
  expect(feed.state).toBe('signed_out')
  expect(waits).toEqual([])
})

it('rests when nobody listens and wakes for the next', () => {
  const stop = feed.subscribe({ station: 'S1' }, 0, { onEvent })
  stop()
  expect(last().closed).toBe(true)
  expect(feed.state).toBe('idle')
  feed.subscribe({ station: 'S1' }, 0, { onEvent })
  expect(sockets).toHaveLength(2)
})

describe('a device that says its network is gone', () => {
  it('is offline at once, and resumes where it was when the network is back', () => {
    feed.subscribe({ station: 'S1' }, 4, { onEvent })
    last().onopen?.()
    last().says(event(5))
    feed.drop()
    expect(feed.state).toBe('offline')
    expect(last().closed).toBe(true)
    feed.wake()
    last().onopen?.()
    expect(last().asked).toEqual([{ station: 'S1', since: 5 }])
    expect(feed.state).toBe('live')
  })
})
