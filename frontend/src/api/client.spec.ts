import { afterEach, expect, it, vi } from 'vitest'

import { client, said, speak } from './client'

const answering = (status: number, body: unknown) => {
  const asked: Request[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request)
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } })
  })
  return asked
}

afterEach(() => {
  vi.unstubAllGlobals()
  document.cookie = 'csrftoken=; max-age=0'
})

it('sends the language with everything and the token only with what changes something', async () => {
  const asked = answering(200, {})
  document.cookie = 'csrftoken=abc'
  speak('en')
  await said(client.GET('/api/v1/me'))
  await said(client.DELETE('/api/v1/session'))
  const [read, change] = asked.map((request) => request.headers)
  expect([read?.get('Accept-Language'), read?.get('X-CSRFToken')]).toEqual(['en', null])
  expect(change?.get('X-CSRFToken')).toBe('abc')
})

it('throws a refusal as the problem it is', async () => {
  answering(409, { code: 'moved_on', title: '已变化', order: { number: 'WO1' } })
  await expect(said(client.GET('/api/v1/me'))).rejects.toMatchObject({ status: 409, code: 'moved_on', title: '已变化' })
})

it('throws a missing network as unreachable', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
  await expect(said(client.GET('/api/v1/me'))).rejects.toMatchObject({ code: 'unreachable' })
})
