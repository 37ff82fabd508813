import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'

import { anOrder } from '../testing/builders'
import { HAPPENED, made, offline, Tablet } from '../testing/tablet'

let tablet: Tablet
beforeEach(() => {
  tablet = new Tablet()
})

describe('a move made with the network there', () => {
  it('is sent once, forgotten, and the new order handed on', async () => {
    await made(tablet.start(), { version: 2 }, 'ACCEPT')
    expect(tablet.commands()).toEqual(['command-1'])
    expect(tablet.shown).toEqual([])
    expect(tablet.accepted.map((order) => order.version)).toEqual([3])
  })
})

describe('moves made without a network', () => {
  it('are kept and counted', async () => {
    const outbox = tablet.start()
    tablet.answer(offline, offline)
    await made(outbox, { number: 'WO1' }, 'ACCEPT')
    await made(outbox, { number: 'WO2' }, 'ACCEPT')
    expect(tablet.shown).toHaveLength(2)
  })

  it('go out in the order they were made, the same UUID and instant each time', async () => {
    const outbox = tablet.start()
    tablet.answer(offline)
    await made(outbox, { version: 2 }, 'ACCEPT')
    await made(outbox, { version: 3, state: 'ACCEPTED' }, 'DEPART')
    tablet.sent = []
    tablet.answer(offline)
    await tablet.ring(outbox)
    await tablet.ring(outbox)
    expect(tablet.commands()).toEqual(['command-1', 'command-1', 'command-2'])
    expect(new Set(tablet.sent.map((entry) => entry.happenedAt))).toEqual(new Set([HAPPENED]))
    expect(tablet.shown).toEqual([])
  })

  it('never let a later move of an order overtake an earlier one', async () => {
    const outbox = tablet.start()
    tablet.answer({ kind: 'busy' })
    await made(outbox, { version: 2 }, 'ACCEPT')
    await made(outbox, { version: 3, state: 'ACCEPTED' }, 'DEPART')
    expect(tablet.commands()).toEqual(['command-1'])
  })

  it('are tried less and less often, and at once when the network is back', async () => {
    const outbox = tablet.start()
    tablet.answer(offline, offline, offline)
    await made(outbox, {}, 'ACCEPT')
    const waits: number[] = []
    for (let tries = 0; tries < 2; tries++) {
      waits.push((tablet.alarm?.at ?? 0) - tablet.clock)
      await tablet.ring(outbox)
    }
    expect(waits).toEqual([1000, 2000])
    expect(tablet.shown).toHaveLength(1)
    await outbox.flush({ atOnce: true })
    expect(tablet.shown).toEqual([])
  })

  it('are not all tried when the first is not heard', async () => {
    const outbox = tablet.start()
    tablet.answer(offline, offline, offline)
    await made(outbox, { number: 'WO1' }, 'ACCEPT')
    await made(outbox, { number: 'WO2' }, 'ACCEPT')
    await made(outbox, { number: 'WO3' }, 'ACCEPT')
    tablet.sent = []
    tablet.answer(offline)
    await outbox.flush({ atOnce: true })
    expect(tablet.commands()).toEqual(['command-1'])
  })

  it('survive a reload in the middle, and are still sent under the same UUID', async () => {
    const outbox = tablet.start()
    tablet.answer(offline)
    await made(outbox, { version: 2 }, 'ACCEPT')
    await made(outbox, { version: 3, state: 'ACCEPTED' }, 'DEPART')
    outbox.rest()

    const reloaded = tablet.start()
    expect((await reloaded.entries()).map((entry) => entry.command)).toEqual(['command-1', 'command-2'])
    tablet.sent = []
    await reloaded.flush({ atOnce: true })
    expect(tablet.commands()).toEqual(['command-1', 'command-2'])
    expect(await reloaded.entries()).toEqual([])
  })

  it('of another account on the same tablet stay where they are', async () => {
    tablet.answer(offline)
    const first = tablet.start('li')
    await made(first, {}, 'ACCEPT')
    first.rest()
    tablet.sent = []
    const second = tablet.start('zhao')
    await second.flush({ atOnce: true })
    expect(tablet.sent).toEqual([])
    expect(await tablet.storage().countOfOthers('zhao')).toBe(1)
  })
})

describe('a server that cannot answer now', () => {
  it('holds up only the order it concerns', async () => {
    const outbox = tablet.start()
    tablet.answer({ kind: 'busy' })
    await made(outbox, { number: 'WO1' }, 'ACCEPT')
    await made(outbox, { number: 'WO2' }, 'ACCEPT')
    expect(tablet.shown.map((entry) => entry.order)).toEqual(['WO1'])
  })
})

describe('an order that moved on', () => {
  it('stops its entry with the state as it is and keeps the rest going', async () => {
    const outbox = tablet.start()
    const cancelled = anOrder({ state: 'CANCELLED', version: 5, allowed_moves: [] })
    tablet.answer({ kind: 'moved_on', order: cancelled, sentence: '已取消' })
    await made(outbox, { number: 'WO1', version: 4, state: 'ACCEPTED' }, 'DEPART')
    await made(outbox, { number: 'WO2' }, 'ACCEPT')
    expect(tablet.shown.map((entry) => [entry.order, entry.stop?.stateNow, entry.stop?.stillAllowed])).toEqual([
      ['WO1', 'CANCELLED', false],
    ])
    expect(tablet.alarm).toBeNull()
  })

  it('is overtaken when only somebody urged: the state is as seen and the move still open', async () => {
    const urged = anOrder({ state: 'ACCEPTED', version: 5, allowed_moves: ['DEPART'] })
    tablet.answer({ kind: 'moved_on', order: urged, sentence: '' })
    await made(tablet.start(), { version: 4, state: 'ACCEPTED' }, 'DEPART')
    expect(tablet.sent.map((entry) => [entry.command, entry.seen])).toEqual([
      ['command-1', 4],
      ['command-1', 5],
    ])
    expect(tablet.shown).toEqual([])
  })

  it('can be answered by sending all the same, on the version of now', async () => {
    const outbox = tablet.start()
    const back = anOrder({ state: 'DISPATCHED', version: 9, allowed_moves: ['ACCEPT', 'RAISE_EXCEPTION'] })
    tablet.answer({ kind: 'moved_on', order: back, sentence: '' })
    await made(outbox, { version: 4, state: 'ACCEPTED' }, 'RAISE_EXCEPTION')
    const [stopped] = tablet.shown
    if (!stopped) throw new Error('it should have stopped')
    await outbox.sendAgain(stopped)
    expect(tablet.sent.map((entry) => [entry.command, entry.seen])).toEqual([
      ['command-1', 4],
      ['command-1', 9],
    ])
  })

  it('can be given up, together with what was built upon it', async () => {
    const outbox = tablet.start()
    tablet.answer({ kind: 'moved_on', order: anOrder({ state: 'CANCELLED', allowed_moves: [] }), sentence: '' })
    await made(outbox, { version: 2 }, 'ACCEPT')
    await made(outbox, { version: 3, state: 'ACCEPTED' }, 'DEPART')
    const [stopped] = tablet.shown
    if (!stopped) throw new Error('it should have stopped')
    await outbox.giveUp(stopped)
    expect(await outbox.entries()).toEqual([])
    expect(tablet.commands()).toEqual(['command-1'])
  })
})

describe('a refusal', () => {
  it('stops its entry with the sentence of the server', async () => {
    tablet.answer({ kind: 'refused', code: 'not_yours', sentence: '这单不是您的。' })
    await made(tablet.start(), {}, 'ACCEPT')
    expect(tablet.shown[0]?.stop).toMatchObject({ code: 'not_yours', sentence: '这单不是您的。' })
  })
})

describe('a session that ran out', () => {
  it('keeps every move and waits for the person to sign in', async () => {
    const outbox = tablet.start()
    tablet.answer({ kind: 'signed_out' })
    await made(outbox, {}, 'ACCEPT')
    expect(tablet.signedOut).toBe(1)
    expect(tablet.shown).toHaveLength(1)
    expect(tablet.alarm).toBeNull()
    await outbox.flush()
    expect(tablet.shown).toEqual([])
  })
})

describe('an entry after our own answered move', () => {
  it('is sent on the version the answer gave, not on the guess', async () => {
    const outbox = tablet.start()
    tablet.answer(offline)
    await made(outbox, { version: 2 }, 'ACCEPT')
    await made(outbox, { version: 3, state: 'ACCEPTED' }, 'DEPART')
    tablet.sent = []
    tablet.answer({ kind: 'accepted', order: anOrder({ state: 'ACCEPTED', version: 7 }) })
    await outbox.flush({ atOnce: true })
    expect(tablet.sent.map((entry) => entry.seen)).toEqual([2, 7])
  })
})
