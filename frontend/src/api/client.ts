import createClient, { type Middleware } from 'openapi-fetch'

import { Problem, problemOf } from './problem'
import type { paths } from './schema'

let language = 'zh-CN'

/** In which language the server should refuse. */
export function speak(wanted: string): void {
  language = wanted
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}

const asThePageAsks: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language)
    if (request.method !== 'GET') request.headers.set('X-CSRFToken', cookie('csrftoken'))
  },
  onError() {
    return Problem.unreachable()
  },
}

/** Every address of the server with the types of its own description. */
export const client = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? '' : location.origin,
  credentials: 'same-origin',
  // Looked up at each call, so that a test or a service worker may take its place.
  fetch: (request) => globalThis.fetch(request),
})
client.use(asThePageAsks)

/** The server always says every field; its description calls those with a default optional. */
export type Said<T> = T extends (infer Item)[]
  ? Said<Item>[]
  : T extends object
    ? { -readonly [Name in keyof T]-?: Said<T[Name]> }
    : T

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** What the server said; a refusal, or a missing network, is thrown as a `Problem`. */
export async function said<T>(asked: Promise<Answer<T>>): Promise<Said<T>> {
  const { data, error, response } = await asked
  if (!response.ok) throw problemOf(response.status, error)
  return data as Said<T>
}
