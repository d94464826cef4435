// The ways to share a section, below its heading: they reach no one but whom the reader chooses.
const toggleSharing = (() => {
  const address = {{ short | tojson }}
  // The beginning of each section, as the preview in a message shows it too.
  const openings = {{ openings | tojson }}
  let close = () => {}

  const element = (name, properties) => Object.assign(document.createElement(name), properties)

  const panelOf = (link) => {
    const id = link.hash.slice(1)
    const words = link.previousElementSibling.textContent.trim()
    const url = address + id + "/"
    const panel = element("div", { className: "fc-share" })
    panel.setAttribute("role", "group")
    panel.setAttribute("aria-label", link.getAttribute("aria-label"))
    const status = element("p", {})
    status.setAttribute("role", "status")

    const copy = async (text) => {
      panel.querySelector("textarea")?.remove()
      status.textContent = ""
      try {
        await navigator.clipboard.writeText(text)
        status.textContent = "Copied"
      } catch {
        // Where a page may not copy, the reader can.
        const field = element("textarea", { value: text, readOnly: true, rows: 3 })
        field.setAttribute("aria-label", "Text to copy")
        panel.append(field)
        field.select()
        status.textContent = "Copy the text in the box"
      }
    }
    const add = (label, act) => panel.append(element("button", { type: "button", textContent: label, onclick: act }))
    add("Copy link", () => copy(url))
    if (navigator.share) {
      // A reader who changes their mind has done nothing wrong.
      add("Send…", () => navigator.share({ title: words, text: words, url }).catch(() => {}))
    }
    add("Copy as text", () => copy([words, openings[id], url].join("\n")))
    panel.append(status)
    return panel
  }

  return (link) => {
    const wasOpen = link.getAttribute("aria-expanded") === "true"
    close()
    if (wasOpen) return
    const panel = panelOf(link)
    link.parentElement.after(panel)
    link.setAttribute("aria-expanded", "true")
    const leave = (event) => {
      if (event.key !== "Escape") return
      close()
      link.focus()
    }
    addEventListener("keydown", leave)
    close = () => {
      removeEventListener("keydown", leave)
      panel.remove()
      link.setAttribute("aria-expanded", "false")
      close = () => {}
    }
  }
})()
