import type { Phrase } from './phrase'

/** "850 m" or "3.2 km". */
export function distancePhrase(meters: number): Phrase {
  if (meters < 1000) return { key: 'shell.distance.meters', named: { meters: Math.round(meters) } }
  return { key: 'shell.distance.kilometers', named: { kilometers: (meters / 1000).toFixed(1) } }
}
