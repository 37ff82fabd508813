import { vi } from 'vitest'
import { defineComponent, h, onScopeDispose, type Component } from 'vue'

import { mountPage, type Answers } from '@/ui/testing/mountPage'

import { startOutbox } from '../outbox/useOutbox'
import { useRoundUpdates } from '../round/useRound'
import { routes } from '../routes'
import { signedIn } from './people'

/** Mounts a page as the face does: with the outbox of the person signed in open. */
export function mountOnTablet(page: Component, at: string, answers: Answers, username: string) {
  vi.stubGlobal('navigator', { ...navigator, geolocation: undefined, onLine: true })
  const face = defineComponent({
    setup() {
      const { show } = useRoundUpdates()
      onScopeDispose(startOutbox({ account: username, onAccepted: show, onSignedOut: () => undefined }))
      return () => h('main', h(page))
    },
  })
  return mountPage(face, { me: signedIn(username), routes, at, answers })
}
