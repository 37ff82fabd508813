// Opens the pages without signal: the page itself and its built files, never an answer of the server.
const KEPT = 'pages-1'
const MOST_KEPT = 400

const isBuiltFile = (url) => url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg'
const isPage = (request, url) => request.mode === 'navigate' && !/^\/(api|healthz|metrics|ws)\b/.test(url.pathname)

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (isPage(request, url)) event.respondWith(page(request))
  else if (isBuiltFile(url)) event.respondWith(builtFile(request))
})

/** The newest page from the server; without signal, the last one seen. */
async function page(request) {
  const kept = await caches.open(KEPT)
  try {
    const fresh = await fetch(request)
    if (fresh.ok && !fresh.redirected) await kept.put('/', fresh.clone())
    return fresh
  } catch (failure) {
    const last = await kept.match('/')
    if (last) return last
    throw failure
  }
}

/** A built file's name says what is in it, so a kept one is never old. */
async function builtFile(request) {
  const kept = await caches.open(KEPT)
  const known = await kept.match(request)
  if (known) return known
  const fresh = await fetch(request)
  if (fresh.ok) await kept.put(request, fresh.clone())
  return fresh
}

/** The page and what the first load already fetched before this worker was there to keep it. */
async function keepAll() {
  const kept = await caches.open(KEPT)
  const files = await fetch('/offline.json').then((answer) => (answer.ok ? answer.json() : []))
  await kept.addAll(['/', ...files])
}

async function forgetOthers() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))
  const kept = await caches.open(KEPT)
  const requests = await kept.keys()
  await Promise.all(requests.slice(0, Math.max(requests.length - MOST_KEPT, 0)).map((old) => kept.delete(old)))
}
