// Once the reader has done something here, the browser keeps the guide for times without a network.
{
  const worker = new URL("../worker.js", document.currentScript.src)
  if (worker.protocol !== "file:" && navigator.serviceWorker && !navigator.connection?.saveData) {
    const acts = ["pointerdown", "keydown", "scroll"]
    const keep = () => {
      for (const act of acts) removeEventListener(act, keep)
      // With these a browser may fetch an icon: not before the reader stays.
      for (const [rel, href] of [
        ["manifest", "guide.webmanifest"],
        ["apple-touch-icon", "{{ home_screen.icon }}"],
      ]) {
        document.head.append(Object.assign(document.createElement("link"), { rel, href: new URL(href, worker) }))
      }
      // Where this is forbidden, as in some private windows, the site stays as it is.
      navigator.serviceWorker.register(worker).catch(() => {})
    }
    for (const act of acts) addEventListener(act, keep, { passive: true })
  }
}
