import type { Fix } from '../outbox/entry'

const PATIENCE_MILLISECONDS = 8_000

/**
 * Where the tablet is now, or null when location is off, refused or not found in time.
 *
 * Null is sent as it is: the server counts it as not verified, never as being there.
 */
export function currentFix(geolocation: Geolocation | undefined): Promise<Fix | null> {
  if (!geolocation) return Promise.resolve(null)
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords }) => {
        resolve({
          lat: coords.latitude,
          lon: coords.longitude,
          accuracy_meters: coords.accuracy,
          datum: 'WGS84',
          mock: null,
        })
      },
      () => {
        resolve(null)
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MILLISECONDS, maximumAge: 0 },
    )
  })
}
