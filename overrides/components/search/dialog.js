// The search as a reader sees it: a field, and the sections that are found. What is typed stays on the device.
{
  // A folder that no server stands before has no page of its own.
  const fileName = location.protocol === "file:" ? "index.html" : ""
  let dialog, field, status, list, came

  // Back to where the reader was; not every browser does this by itself.
  const leave = () => {
    dialog.close()
    if (came && came.focus) came.focus({ preventScroll: true })
  }

  const show = (root) => {
    const found = find(field.value)
    list.textContent = ""
    list.append(
      ...found.slice(0, 12).map(([page, id, heading, summary]) => {
        const [address, title] = guide.pages[page]
        const link = make("a", { href: root + address + fileName + (id && "#" + id) }, heading)
        const where = id ? title + (!summary || /[?.]$/.test(title) ? " " : ": ") : ""
        return make("li", {}, link, make("p", {}, where + summary))
      }),
    )
    status.textContent = !field.value.trim()
      ? ""
      : !found.length
        ? "Nothing found. Try another word."
        : found.length > 12
          ? "The 12 best of " + found.length + " sections."
          : found.length === 1
            ? "1 section."
            : found.length + " sections."
  }

  const build = (link, root, alone) => {
    field = make("input", { type: "search", id: "search-field", autocomplete: "off", enterKeyHint: "search" })
    status = make("p", {})
    status.setAttribute("role", "status")
    list = make("ol", {})
    // A list without marks is else none in some browsers.
    list.setAttribute("role", "list")
    const close = make("button", { type: "button" }, "Close")
    const keys = make("input", { type: "checkbox", id: "search-keys" })
    try {
      keys.checked = localStorage.getItem("search-keys") !== "off"
    } catch {
      keys.disabled = true
    }
    const title = make("h2", { id: "search-title" }, "Search this guide")
    dialog = make(
      "dialog",
      { className: "fc-dialog" },
      make("div", { className: "fc-dialog__bar" }, title, close),
      make("p", {}, make("strong", {}, "In an emergency, call your emergency number now.")),
      make("label", { htmlFor: "search-field" }, "What are you looking for?"),
      field,
      status,
      list,
      make("p", {}, make("a", { href: link.href }, "All sections of this guide")),
      make("label", { className: "fc-dialog__keys" }, keys, "Open search with the keys / and Ctrl K"),
    )
    dialog.setAttribute("aria-labelledby", "search-title")
    document.body.append(dialog)

    field.addEventListener("input", () => show(root))
    close.addEventListener("click", leave)
    // A link to a section of this very page leads there only once the dialog is gone.
    list.addEventListener("click", (event) => event.target.closest("a") && dialog.close())
    dialog.addEventListener("click", (event) => event.target === dialog && leave())
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault()
      leave()
    })
    dialog.addEventListener("keydown", (event) => {
      if (!alone(event)) return
      const links = [...list.querySelectorAll("a")]
      const at = links.indexOf(document.activeElement)
      const { key, target, repeat } = event
      if (key === "Enter" && target === field && links.length && !repeat) links[0].click()
      if (key === "Escape") {
        // In a field for searching this key would only clear the field.
        event.preventDefault()
        if (!repeat) leave()
      }
      const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[key]
      if (next === undefined || !links.length || target === keys) return
      event.preventDefault()
      ;(next < 0 ? field : links[Math.min(next, links.length - 1)]).focus()
    })
    keys.addEventListener("change", () => {
      try {
        if (keys.checked) localStorage.removeItem("search-keys")
        else localStorage.setItem("search-keys", "off")
      } catch {
        // Nothing can be kept, so nothing was chosen.
        keys.checked = true
        keys.disabled = true
      }
    })
  }

  window.openSearch = async (link, root, alone) => {
    await dressed()
    if (!dialog) build(link, root, alone)
    if (!dialog.open) {
      came = document.activeElement
      dialog.showModal()
    }
    field.select()
  }
}
