// The link to all sections opens a search instead. Its code comes at the first touch or key.
{
  const link = document.querySelector(".fc-search")
  const keysAreOn = () => {
    try {
      return localStorage.getItem("search-keys") !== "off"
    } catch {
      return true
    }
  }
  // A browser without dialogs keeps the link.
  if (window.HTMLDialogElement) {
    link.setAttribute("aria-haspopup", "dialog")
    const open = button(
      link,
      later({
        script: "{{ search.script }}",
        style: "{{ search.style }}",
      }),
      () => openSearch(link, root),
    )
    addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey, target } = event
      const typing = target.closest?.("input, textarea, select")
      const slash = key === "/" && !ctrlKey && !metaKey && !altKey && !typing
      if ((slash || (key === "k" && (ctrlKey || metaKey))) && keysAreOn()) open(event)
    })
  }
}
