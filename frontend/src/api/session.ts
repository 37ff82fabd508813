import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { client, said } from './client'
import { asProblem, Problem } from './problem'
import { remember, remembered } from './rememberedMe'
import type { Me } from './shapes'

export interface Credentials {
  username: string
  password: string
  otp?: string
}

/** Who is signed in, and what they may do. */
export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null)
  const asked = ref(false)
  /** When `me` arrived, on the page's own running clock (milliseconds). */
  const heardAt = ref(0)

  function hear(known: Me | null): void {
    me.value = known
    heardAt.value = performance.now()
    asked.value = true
  }

  function hearAnswer(known: Me | null): void {
    hear(known)
    remember(known)
  }

  /** Ask who this is; being nobody is an answer, having no network is a `Problem`. */
  async function load(): Promise<Me | null> {
    try {
      hearAnswer(await said(client.GET('/api/v1/me')))
    } catch (thrown) {
      const kept = asProblem(thrown).isUnreachable ? remembered() : null
      if (kept) hear(kept)
      else if (thrown instanceof Problem && [401, 403].includes(thrown.status)) hearAnswer(null)
      else throw thrown
    }
    return me.value
  }

  async function signIn(credentials: Credentials): Promise<Me> {
    const known = await said(client.POST('/api/v1/session', { body: credentials }))
    hearAnswer(known)
    return known
  }

  async function signOut(): Promise<void> {
    await said(client.DELETE('/api/v1/session'))
    hearAnswer(null)
  }

  /** The server no longer knows this session. */
  function expire(): void {
    hearAnswer(null)
  }

  const role = computed(() => me.value?.role ?? null)
  const holds = (right: Me['rights'][number]): boolean => me.value?.rights.includes(right) ?? false

  return { me, asked, heardAt, role, holds, load, signIn, signOut, expire }
})
