import { expect, it } from 'vitest'

import { delayOf } from './delay'

const at = (time: string): Date => new Date(`2026-11-23T${time}:00+08:00`)
const due = '2026-11-23T09:00:00+08:00'

it('counts a delay from the start that was due', () => {
  expect(delayOf(20, due, at('08:50'))).toEqual({ minutes: 20, arrivesAt: at('09:20').toISOString(), fromNow: false })
})

it('counts from now where that is over already', () => {
  expect(delayOf(10, due, at('09:15'))).toEqual({ minutes: 10, arrivesAt: at('09:25').toISOString(), fromNow: true })
})
