import { type Build, THIS_BUILD } from './build.js'

declare const self: ServiceWorkerGlobalScope

/** Every copy of a build has a name of its own, so that two builds never mix. */
const PREFIX = 'postop-ctv '

const cacheName = ({ version }: Build): string => PREFIX + version

/** The whole build at once, or nothing: a page must never find half of it. */
const keepBuild = async (build: Build): Promise<void> => {
  const cache = await caches.open(cacheName(build))
  await cache.addAll(
    build.files.map((file) => new Request(new URL(file, self.registration.scope), { cache: 'reload' })),
  )
}

const dropOlderBuilds = async (build: Build): Promise<void> => {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheName(build))
  await Promise.all(older.map((name) => caches.delete(name)))
}

/**
 * The page itself comes from the server where it can be reached, so that a new version shows at once; its files, whose names
 * change with their content, from the copy.
 */
const answer = async (request: Request): Promise<Response> => {
  const cache = await caches.open(cacheName(THIS_BUILD))
  if (request.mode !== 'navigate') return (await cache.match(request, { ignoreVary: true })) ?? fetch(request)
  try {
    return await fetch(request)
  } catch (offline) {
    const page = await cache.match(new URL('index.html', self.registration.scope))
    if (page === undefined) throw offline
    return page
  }
}

self.addEventListener('install', (event) => event.waitUntil(keepBuild(THIS_BUILD)))
self.addEventListener('activate', (event) => event.waitUntil(dropOlderBuilds(THIS_BUILD)))
self.addEventListener('fetch', (event) => {
  const inScope = event.request.url.startsWith(self.registration.scope)
  if (event.request.method === 'GET' && inScope) event.respondWith(answer(event.request))
})
