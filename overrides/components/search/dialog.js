// The search itself: `guide` holds every section, lunr finds words in them. What is typed stays on the device.
{
  const index = lunr(function () {
    this.ref("at")
    this.b(0.4)
    this.field("heading", { boost: 8 })
    this.field("words", { boost: 12 })
    this.field("page", { boost: 3 })
    this.field("text")
    guide.sections.forEach(([page, , heading, summary, words, more], at) => {
      this.add(
        { at, heading, words, page: guide.pages[page][1], text: summary + " " + more },
        { boost: guide.pages[page][2] },
      )
    })
  })

  const sectionsWith = (term) => {
    const found = index.query((query) => {
      query.term(term, { boost: 10 })
      query.term(term, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false })
    })
    if (found.length || term.length < 4) return found
    // No such word: one that is a slip of the finger or two away.
    return index.query((query) => query.term(term, { editDistance: term.length > 5 ? 2 : 1, usePipeline: false }))
  }

  // Sections with more of the words come first; among these, those where the words weigh more.
  const rank = (text) => {
    const all = text.toLowerCase().match(/[^\s\p{P}]+/gu) ?? []
    const telling = all.filter((word) => lunr.stopWordFilter(new lunr.Token(word)))
    const found = new Map()
    for (const term of new Set(telling.length ? telling : all)) {
      for (const { ref, score } of sectionsWith(term)) {
        const met = found.get(ref) ?? { count: 0, score: 0 }
        found.set(ref, { count: met.count + 1, score: met.score + score })
      }
    }
    return [...found].sort(([, a], [, b]) => b.count - a.count || b.score - a.score).map(([at]) => guide.sections[at])
  }

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }

  // A folder that no server stands before has no page of its own.
  const fileName = location.protocol === "file:" ? "index.html" : ""
  let dialog, field, status, list

  const show = (root) => {
    const found = rank(field.value)
    list.replaceChildren(
      ...found.slice(0, 12).map(([page, id, heading, summary]) => {
        const [address, title] = guide.pages[page]
        const link = make("a", { href: root + address + fileName + (id && "#" + id) }, heading)
        return make("li", {}, link, make("p", {}, id ? title + (/[?.]$/.test(title) ? " " : ": ") + summary : summary))
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

  const build = (link, root) => {
    field = make("input", { type: "search", id: "search-field", autocomplete: "off", enterKeyHint: "search" })
    status = make("p", { role: "status" })
    list = make("ol", {})
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
    close.addEventListener("click", () => dialog.close())
    // A link to a section of this very page leads there only once the dialog is gone.
    list.addEventListener("click", (event) => event.target.closest("a") && dialog.close())
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
    dialog.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")]
      const at = links.indexOf(document.activeElement)
      if (event.key === "Enter" && event.target === field) links[0]?.click()
      // In a field for searching this key would only clear the field.
      if (event.key === "Escape") dialog.close()
      const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]
      if (next === undefined || !links.length || event.target === keys) return
      event.preventDefault()
      ;(next < 0 ? field : links[Math.min(next, links.length - 1)]).focus()
    })
    keys.addEventListener("change", () => {
      if (keys.checked) localStorage.removeItem("search-keys")
      else localStorage.setItem("search-keys", "off")
    })
  }

  window.openSearch = (link, root) => {
    if (!dialog) build(link, root)
    if (!dialog.open) dialog.showModal()
    field.select()
  }
}
