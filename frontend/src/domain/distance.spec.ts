import { expect, it } from 'vitest'

import { distancePhrase } from './distance'

it('speaks of kilometres only from one on', () => {
  expect(distancePhrase(849.6)).toEqual({ key: 'shell.distance.meters', named: { meters: 850 } })
  expect(distancePhrase(3240)).toEqual({ key: 'shell.distance.kilometers', named: { kilometers: '3.2' } })
})
