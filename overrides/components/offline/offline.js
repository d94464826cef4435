// Once the reader has done something here, the browser keeps the guide for times without a network.
{
  const worker = new URL("../worker.js", document.currentScript.src)
  const beside = (name, attributes) => document.head.append(Object.assign(document.createElement(name), attributes))
  const online = worker.protocol !== "file:"
  // The page that offers the guide to take along tells how much of it is kept.
  if (online && document.querySelector(".fc-kept")) {
    beside("script", { src: new URL("{{ kept.script }}", worker) })
  }
  if (online && "serviceWorker" in navigator && !navigator.connection?.saveData) {
    const acts = ["pointerdown", "keydown", "scroll"]
    const keep = () => {
      for (const act of acts) removeEventListener(act, keep)
      // With these a browser may fetch an icon: not before the reader stays.
      beside("link", { rel: "manifest", href: new URL("guide.webmanifest", worker) })
      beside("link", { rel: "apple-touch-icon", href: new URL("{{ home_screen.icon }}", worker) })
      // Where this is forbidden, as in some private windows, that page says so, and the site stays as it is.
      window.keeping = navigator.serviceWorker.register(worker).catch(() => null)
      dispatchEvent(new Event("keeping"))
    }
    for (const act of acts) addEventListener(act, keep, { passive: true })
  }
}
