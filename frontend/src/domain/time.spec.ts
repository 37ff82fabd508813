import { describe, expect, it } from 'vitest'

import { addDays, clockTime, dayPhrase, daysBetween, instantOn, lengthPhrase, localDay, minuteOfDay, minuteOn, minutesBetween } from './time'

describe('the city clock', () => {
  it('shows Shanghai time on a device elsewhere', () => {
    expect(process.env.TZ).toBe('America/New_York')
    expect(clockTime('2026-11-23T03:30:00Z')).toBe('11:30')
    expect(localDay('2026-11-22T17:00:00Z')).toBe('2026-11-23')
    expect(minuteOfDay('2026-11-22T16:05:00Z')).toBe(5)
  })

  it('writes an instant that reads back as the same wall time', () => {
    const instant = instantOn('2026-11-23', '11:30')
    expect(instant).toBe('2026-11-23T11:30:00+08:00')
    expect(clockTime(instant)).toBe('11:30')
  })
})

it('a night lies on two days, on each up to its midnight', () => {
  const [begins, ends] = ['2026-11-23T22:00:00+08:00', '2026-11-24T06:00:00+08:00']
  expect([minuteOn('2026-11-23', begins), minuteOn('2026-11-23', ends)]).toEqual([1320, 1440])
  expect([minuteOn('2026-11-24', begins), minuteOn('2026-11-24', ends)]).toEqual([0, 360])
})

describe('days', () => {
  it('crosses months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(daysBetween('2026-11-23', '2026-12-01')).toBe(8)
  })

  it('are said as people say them', () => {
    expect(dayPhrase('2026-11-23', '2026-11-23').key).toBe('shell.time.today')
    expect(dayPhrase('2026-11-24', '2026-11-23').key).toBe('shell.time.tomorrow')
    expect(dayPhrase('2026-12-05', '2026-11-23')).toEqual({ key: 'shell.time.months.12', named: { date: 5 } })
  })

  it('are said with their year when it is another', () => {
    const day = { key: 'shell.time.months.1', named: { date: 3 } }
    expect(dayPhrase('2027-01-03', '2026-12-29')).toEqual({ key: 'shell.time.in_year', named: { year: 2027, day } })
    expect(dayPhrase('2027-01-01', '2026-12-31').key).toBe('shell.time.tomorrow')
  })
})

describe('lengths', () => {
  it('says hours only when there are some', () => {
    expect(lengthPhrase(25)).toMatchObject({ key: 'shell.time.minutes', named: { minutes: 25 } })
    expect(lengthPhrase(60)).toMatchObject({ key: 'shell.time.hours', count: 1 })
    expect(lengthPhrase(65)).toMatchObject({ key: 'shell.time.hours_minutes', named: { hours: 1, minutes: 5 } })
  })

  it('counts whole minutes towards zero', () => {
    expect(minutesBetween('2026-11-23T10:00:00Z', '2026-11-23T10:01:59Z')).toBe(1)
    expect(minutesBetween('2026-11-23T10:01:59Z', '2026-11-23T10:00:00Z')).toBe(-1)
  })
})
