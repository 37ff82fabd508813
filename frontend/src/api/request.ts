import { Problem, problemOf } from './problem'

export type Query = Record<string, string | number | boolean | null | undefined>

interface Wanted {
  method?: 'GET' | 'POST' | 'DELETE'
  query?: Query
  body?: unknown
  /** Makes a creating request safe to repeat. */
  idempotencyKey?: string
}

const BASE = '/api/v1'
let language = 'zh-CN'

/** In which language the server should refuse. */
export function speak(wanted: string): void {
  language = wanted
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}

function address(path: string, query: Query = {}): string {
  const said = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()
  return `${BASE}${path}${text ? `?${text}` : ''}`
}

async function parsed(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    return null // 204, or a proxy's page of HTML
  }
}

/** Ask the server; a refusal or a missing network is thrown as a `Problem`. */
export async function request<T>(path: string, wanted: Wanted = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language }
  if (wanted.body !== undefined) headers['Content-Type'] = 'application/json'
  if (wanted.method && wanted.method !== 'GET') headers['X-CSRFToken'] = cookie('csrftoken')
  if (wanted.idempotencyKey) headers['Idempotency-Key'] = wanted.idempotencyKey

  let answer: Response
  try {
    answer = await fetch(address(path, wanted.query), {
      method: wanted.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      body: wanted.body === undefined ? undefined : JSON.stringify(wanted.body),
    })
  } catch {
    throw Problem.unreachable()
  }
  const body = await parsed(answer)
  if (!answer.ok) throw problemOf(answer.status, body)
  return body as T
}
