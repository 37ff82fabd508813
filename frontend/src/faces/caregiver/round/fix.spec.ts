import { describe, expect, it } from 'vitest'

import { currentFix, metersBetween } from './fix'

function tabletAt(position: Partial<GeolocationCoordinates> | null): Geolocation {
  return {
    getCurrentPosition: (found: PositionCallback, failed?: PositionErrorCallback | null) => {
      if (position) found({ coords: position } as GeolocationPosition)
      else failed?.({ code: 1, message: 'off' } as GeolocationPositionError)
    },
  } as unknown as Geolocation
}

describe('the position sent with a check-in', () => {
  it('carries its accuracy and its datum', async () => {
    const fix = await currentFix(tabletAt({ latitude: 39.81, longitude: 109.98, accuracy: 12 }))
    expect(fix).toEqual({ lat: 39.81, lon: 109.98, accuracy_meters: 12, datum: 'WGS84', mock: null })
  })

  it('is empty, and not made up, when location is off', async () => {
    expect(await currentFix(tabletAt(null))).toBeNull()
    expect(await currentFix(undefined)).toBeNull()
  })
})

describe('the distance to the home', () => {
  it('is about 111 km for one degree of latitude, and nothing at the door', () => {
    const door = { latitude: 39.8, longitude: 110 }
    expect(metersBetween({ lat: 38.8, lon: 110 }, door)).toBeCloseTo(111_195, -2)
    expect(metersBetween({ lat: 39.8, lon: 110 }, door)).toBe(0)
  })
})
