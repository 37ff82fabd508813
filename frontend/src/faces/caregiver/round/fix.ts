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

const EARTH_RADIUS_METERS = 6_371_000
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle distance, for the caregiver to see; what counts is computed by the server. */
export function metersBetween(fix: Pick<Fix, 'lat' | 'lon'>, home: { latitude: number; longitude: number }): number {
  const half = (from: number, until: number): number => Math.sin(radians(until - from) / 2) ** 2
  const scale = Math.cos(radians(fix.lat)) * Math.cos(radians(home.latitude))
  const chord = half(fix.lat, home.latitude) + scale * half(fix.lon, home.longitude)
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(chord))
}
