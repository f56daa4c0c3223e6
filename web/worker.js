// Shows the client without a network: it keeps the files that were built and the page, and nothing that anybody is
// answered. What the API says and what photos show never passes through here.
const FILES = /* the built files */ []
const CACHE = 'client-' + /* a hash of them */ ''
const PAGE = '/'
// What the server answers for itself; without a network there is nothing to say in its place.
const SERVERS =
  /^\/(api|oauth|unlock|checkout|s|media|signed|paid|originals|webhooks|health|nodeinfo|\.well-known|_\w+)(\/|$)|\/embed$/

self.addEventListener('install', (event) => event.waitUntil(keep()))
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate' && !SERVERS.test(url.pathname)) event.respondWith(fetch(request).catch(page))
  else if (FILES.includes(url.pathname)) event.respondWith(file(request, url.pathname))
})

// What the server says of it is all that is shown: nothing is asked for, and nothing is kept.
self.addEventListener('push', (event) => {
  const { title, body, icon, notification_id: id } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, icon, tag: String(id) }))
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(show('/notifications'))
})

async function show(path) {
  const [open] = await self.clients.matchAll({ type: 'window' })
  if (!open) return self.clients.openWindow(path)
  await open.focus()
  await open.navigate(path)
}

async function keep() {
  const cache = await caches.open(CACHE)
  // The name of a built file says what is in it, so that what the browser has of it already is the same.
  const asked = [PAGE, ...FILES].map((path) => {
    const cache = path.startsWith('/assets/') ? 'default' : 'reload'
    return new Request(path, { cache, credentials: 'omit' })
  })
  await cache.addAll(asked)
  await self.skipWaiting()
}

async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name !== CACHE)
  await Promise.all(others.map((name) => caches.delete(name)))
  await self.clients.claim()
}

async function page() {
  return (await (await caches.open(CACHE)).match(PAGE)) ?? Response.error()
}

async function file(request, path) {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(request)
}
