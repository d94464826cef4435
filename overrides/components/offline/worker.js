// Keeps the guide on the reader's device, so that its pages open without a network. Nothing about the reader is kept.
const KEEP = "guide-{{ edition }}"
// The path of each file below this one, and the beginning of its SHA-256.
const FILES = new Map(Object.entries({{ files | tojson }}))
// On a weak line a reader waits so long for the page as it is now, in ms, before the kept one is shown.
const PATIENCE = 1000

const root = new URL("./", location)
const keyOf = (path) => new URL(path + "?" + FILES.get(path), root).href

const pathOf = (url) =>
  url.origin === root.origin && url.pathname.startsWith(root.pathname)
    ? url.pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1")
    : undefined

const known = (path) => FILES.has(path)

const digest = async (body) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")

// A file is fetched only if no edition kept it, and kept only if it is the one meant: not a hotel's sign-in page.
const keep = async (cache, path) => {
  const key = keyOf(path)
  if (await cache.match(key)) return
  let response = await caches.match(key)
  if (!response) {
    response = await fetch(new URL(path, root), { cache: "no-cache", priority: "low" })
    const body = response.ok ? await response.clone().arrayBuffer() : new ArrayBuffer()
    if (!(await digest(body)).startsWith(FILES.get(path))) throw new Error(path + " is not the file of this edition")
    // A redirected answer may not stand for a page.
    if (response.redirected) response = new Response(body, { headers: response.headers })
  }
  await cache.put(key, response)
}

addEventListener("install", (event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(KEEP)
      // One after the other: whatever the reader asks for meanwhile goes first.
      // What was kept stays if this breaks off.
      for (const path of FILES.keys()) await keep(cache, path)
      await skipWaiting()
    })(),
  ),
)

addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      // The edition before this one stays for pages that are still open.
      const editions = (await caches.keys()).filter((name) => name.startsWith("guide-") && name !== KEEP)
      await Promise.all(editions.slice(0, -1).map((name) => caches.delete(name)))
      await registration.navigationPreload?.enable()
      await clients.claim()
    })(),
  ),
)

const kept = (path) => caches.match(keyOf(path))

// The name of any file but a page holds a hash, so what any edition kept under it is what is asked for.
const keptByName = (url) => caches.match(url, { ignoreSearch: true })

const fresh = async (event) => (await event.preloadResponse) ?? fetch(event.request)

const page = async (event, path) => {
  const coming = fresh(event)
  event.waitUntil(coming.catch(() => {}))
  const first = await Promise.race([coming, new Promise((late) => setTimeout(late, PATIENCE))]).catch(() => {})
  // Whatever the host says about a page holds, unless it cannot speak, or not yet.
  return first?.status < 500 ? first : ((await kept(path)) ?? coming)
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url)
  let path = pathOf(url)
  if (event.request.method !== "GET" || path === undefined) return
  if (event.request.mode === "navigate") {
    // Hosts send /causes on to /causes/; without one it is done here.
    if (!known(path) && known(path + "/")) path += "/"
    event.respondWith(known(path) ? page(event, path) : fresh(event))
  } else {
    event.respondWith(keptByName(url).then((response) => response ?? fetch(event.request)))
  }
})
