import type { Me } from './shapes'

const REMEMBERED = 'me'

interface Remembered {
  me: Me
  /** By the device's own clock, milliseconds since the epoch. */
  heardAt: number
}

/** Keeps who a caregiver is on the tablet, so that a reload without signal still opens the round. */
export function remember(me: Me | null): void {
  if (me?.role === 'caregiver') localStorage.setItem(REMEMBERED, JSON.stringify({ me, heardAt: Date.now() }))
  else localStorage.removeItem(REMEMBERED)
}

/** Who used this tablet last without signing out, with the city's clock run on; null when nobody did. */
export function remembered(): Me | null {
  try {
    const kept = JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as Remembered | null
    return kept && { ...kept.me, clock: runOn(kept) }
  } catch {
    return null
  }
}

function runOn({ me, heardAt }: Remembered): Me['clock'] {
  const now = Date.parse(me.clock.now) + (Date.now() - heardAt) * me.clock.speed
  return { ...me.clock, now: new Date(now).toISOString() }
}
