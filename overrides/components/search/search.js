// The link to all sections opens a search instead. Its code comes at the first touch or key.
{
  const root = new URL("..", document.currentScript.src)
  const link = document.querySelector(".fc-search")
  const added = (element) => new Promise((done, failed) => {
    element.onload = done
    element.onerror = failed
    document.head.append(element)
  })
  let coming
  const load = () => {
    coming ??= Promise.all([
      added(Object.assign(document.createElement("link"), { rel: "stylesheet", href: root + searchFiles.style })),
      added(Object.assign(document.createElement("script"), { src: root + searchFiles.script })),
    ])
    return coming
  }
  const open = (event) => {
    event.preventDefault()
    load().then(() => openSearch(link, root), () => location.assign(link.href))
  }
  const keysAreOn = () => {
    try {
      return localStorage.getItem("search-keys") !== "off"
    } catch {
      return true
    }
  }
  // A browser without dialogs keeps the link.
  if (window.HTMLDialogElement) {
    link.setAttribute("role", "button")
    link.setAttribute("aria-haspopup", "dialog")
    link.addEventListener("pointerdown", load)
    link.addEventListener("click", open)
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") open(event)
    })
    addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey, target } = event
      const typing = target.closest?.("input, textarea, select")
      const slash = key === "/" && !ctrlKey && !metaKey && !altKey && !typing
      if ((slash || (key === "k" && (ctrlKey || metaKey))) && keysAreOn()) open(event)
    })
  }
}
