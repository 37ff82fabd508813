import { expect, it } from 'vitest'

import { useFeedState } from './useFeed'

it('says that the device is cut off also where nothing is followed, until it is back', () => {
  const { isOffline, lostAt, canRetry } = useFeedState()
  expect(isOffline.value).toBe(false)
  window.dispatchEvent(new Event('offline'))
  expect(isOffline.value).toBe(true)
  expect(lostAt.value).toBeInstanceOf(Date)
  expect(canRetry.value).toBe(false)
  window.dispatchEvent(new Event('online'))
  expect(isOffline.value).toBe(false)
  expect(lostAt.value).toBeNull()
})
