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
    const open = button(link, later("openSearch", "{{ search }}"))
    addEventListener("keydown", (event) => {
      const [target] = event.composedPath()
      const within = (what) => target.closest && target.closest(what)
      // A field takes its own keys, and so does what lies above the page; our own dialog is as good as open.
      const taken = within("dialog, [role=dialog], input, textarea, select, [contenteditable]")
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event
      const k = key === "k" && ctrlKey !== metaKey && !shiftKey && (!taken || within(".fc-dialog"))
      const asked = ctrlKey || metaKey ? k : key === "/" && !taken
      if (asked && !altKey && free(event) && keysAreOn()) open(event)
    })
  }
}
