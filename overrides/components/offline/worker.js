// Keeps the guide on the reader's device, so that its pages open without a network. Nothing about the reader is kept.
// The path of each file below this one, the most needed first, and the beginning of its SHA-256.
const FILES = new Map(Object.entries({{ files }}))
// Where addresses lead that hold no page: the short ones of each page's sections, and those that have moved.
const SECTIONS = {{ sections }}
const MOVED = {{ moved }}
// On a weak line a reader waits so long for the page as it is now, in ms, before the kept one is shown.
const PATIENCE = 1000
// A file that takes longer to keep is left for another time, and so are all others once this has gone on so long.
const LONGEST_FILE = 20000
const LONGEST_TRY = 240000

const root = new URL("./", location)
// Other sites, and other copies of this one, may live on the same origin: a store is named with its path.
const OWN = `guide ${root.pathname} `
const KEEP = OWN + "{{ edition }}"

const address = (path) => new URL(path, root).href
const keyOf = (path) => address(path) + "?" + FILES.get(path)
const known = (path) => FILES.has(path)

const pathOf = (url) =>
  url.origin === root.origin && url.pathname.startsWith(root.pathname)
    ? url.pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1")
    : undefined

const digest = async (body) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")

// --- What is kept ----------------------------------------------------------------------------------------------------

// Our stores: this edition's, then the newest. The first editions did not name them with a path: their home page does.
const stores = async () => {
  const names = (await caches.keys()).reverse()
  const ours = await Promise.all(
    names.map(
      (cacheName) =>
        cacheName.startsWith(OWN) ||
        (/^guide-[0-9a-f]{8}$/.test(cacheName) && caches.match(root.href, { cacheName, ignoreSearch: true })),
    ),
  )
  return names.filter((_, at) => ours[at]).sort((one, other) => (other === KEEP) - (one === KEEP))
}

const find = async (url, options) => {
  for (const cacheName of await stores()) {
    const response = await caches.match(url, { ...options, cacheName })
    if (response) return response
  }
}

// As any edition kept it. The name of any file but a page holds a hash, so that one is what is asked for.
const kept = (url) => find(url, { ignoreSearch: true }).catch(() => undefined)

// The file as the host has it, if it is the one meant: not a hotel's sign-in page.
const fetched = async (path) => {
  // A reader who saves data is sent nothing more.
  if (navigator.connection?.saveData) return
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), LONGEST_FILE)
  try {
    const response = await fetch(address(path), { cache: "no-cache", priority: "low", signal: late.signal })
    const body = await response.arrayBuffer()
    // Written anew, because a redirected answer may not stand for a page.
    if ((await digest(body)).startsWith(FILES.get(path))) return new Response(body, { headers: response.headers })
  } finally {
    clearTimeout(timer)
  }
}

// A file is fetched only if no edition kept it. What the host has not, or not now, is a gap for another time.
const keep = async (cache, path) => {
  const response = (await find(keyOf(path))) || (await fetched(path).catch(() => undefined))
  if (response) {
    await cache.put(keyOf(path), response)
    await cache.delete(address(path))
  } else {
    // Better a page of the edition before than none: here it stays when that edition goes.
    const older = await kept(address(path))
    if (older) await cache.put(address(path), older)
  }
}

// Whether the store had no room left, and whether this worker, which soon sleeps and forgets, has tried already.
let full = false
let tried = false
let trying

const keepMissing = async () => {
  full = false
  tried = true
  const end = Date.now() + LONGEST_TRY
  const cache = await caches.open(KEEP)
  const { gaps } = await state()
  // One after the other: whatever the reader asks for meanwhile goes first.
  for (const path of gaps) {
    if (full || Date.now() > end) break
    await keep(cache, path).catch((error) => {
      full = error.name === "QuotaExceededError"
    })
  }
}

// However many ask, one try goes on at a time.
const fillGaps = () => {
  trying = trying || keepMissing().finally(() => (trying = undefined))
  return trying
}

// The paths of all pages, of those that are missing or of an older edition, and of all files that are not kept.
const state = async () => {
  const there = new Set((await (await caches.open(KEEP)).keys()).map(({ url }) => url))
  const gaps = [...FILES.keys()].filter((path) => !there.has(keyOf(path)))
  const pages = (paths) => paths.filter((path) => /^$|\/$/.test(path))
  const [older, missing] = [true, false].map((is) => pages(gaps).filter((path) => there.has(address(path)) === is))
  return { pages: pages([...FILES.keys()]), missing, older, gaps, full }
}

addEventListener("install", (event) =>
  event.waitUntil(
    (async () => {
      await fillGaps()
      // One that has no page at all could only stand in the way: the edition before stays, if there is one.
      const { pages, missing, older } = await state()
      if (missing.length + older.length === pages.length) throw new Error("no page of this edition could be kept")
      await skipWaiting()
    })(),
  ),
)

addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      // The edition before this one stays for pages that are still open.
      const [, ...older] = (await stores()).filter((name) => name !== KEEP)
      await Promise.all(older.map((name) => caches.delete(name)))
      await registration.navigationPreload?.enable()
      await clients.claim()
    })(),
  ),
)

// The page that offers the guide to take along asks what is kept. It is told at once, and again after another try.
addEventListener("message", (event) =>
  event.waitUntil(
    (async () => {
      const [page] = event.ports
      const now = await state()
      const trying = now.gaps.length > 0
      page.postMessage({ ...now, trying })
      if (!trying) return
      await fillGaps()
      page.postMessage(await state())
    })(),
  ),
)

// --- What is shown ---------------------------------------------------------------------------------------------------

// The host's answer. What the browser asked for early may come to nothing: Firefox gives an error for an answer then.
const fresh = async (event) => {
  const early = await Promise.resolve(event.preloadResponse).catch(() => undefined)
  return early && early.type !== "error" ? early : fetch(event.request)
}

// A line can break off half-way, which shows only at the end.
const whole = async (coming) => {
  const response = await coming
  if (response.ok) await response.clone().arrayBuffer()
  return response
}

// Whatever the host says about a page holds, unless it cannot speak, or not yet.
const answer = async (event, instead) => {
  const coming = fresh(event)
  // It may come too late, or never: that is no error.
  event.waitUntil(coming.catch(() => undefined))
  const late = new Promise((done) => setTimeout(done, PATIENCE))
  const said = await Promise.race([whole(coming), late]).catch(() => undefined)
  if (said && said.status < 500) {
    if (!tried) event.waitUntil(fillGaps())
    return said
  }
  return (await instead()) || coming
}

// Hosts send /causes on to /causes/, and short and former addresses hold a page that leads on.
const onward = (path) => {
  const folder = path.replace(/\/?$/, "/")
  if (known(folder)) return folder
  const [, id] = /^{{ short }}(.+)\/$/.exec(folder) || []
  const page = Object.keys(SECTIONS).find((page) => SECTIONS[page].includes(id))
  return page === undefined ? MOVED[folder] : `${page}#${id}`
}

const redirect = (target, from) => {
  const to = new URL(target, root)
  to.search = from.search
  to.hash = to.hash || from.hash
  return Response.redirect(to)
}

addEventListener("fetch", (event) => {
  const { request } = event
  const url = new URL(request.url)
  const path = pathOf(url)
  if (request.method !== "GET" || path === undefined) return
  if (request.mode !== "navigate") {
    event.respondWith(kept(url).then((response) => response || fetch(request)))
  } else if (known(path)) {
    event.respondWith(answer(event, () => kept(address(path))))
  } else {
    const target = onward(path)
    event.respondWith(target === undefined ? fresh(event) : answer(event, () => redirect(target, url)))
  }
})
