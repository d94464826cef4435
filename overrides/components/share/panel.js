window["fc-listen"] = (key) => listening.read(sectionText.linesFromHere(), key)

// The ways to share a section, below its heading: they reach no one but whom the reader chooses.
window.toggleSharing = (() => {
  const addressOf = (id) => {{ short | tojson }} + id + "/"
  // Where the source of the guide is, if that is told.
  const SOURCE = {{ source | tojson }}
  // Where whoever gets a text finds the signs of danger.
  const HELP = "call-an-ambulance"
  const { wordsOf, partsOf, linesOfSection } = sectionText
  let close = () => {}

  const textOf = (box, id) => {
    const help = id === HELP ? [] : [`When to get help: ${addressOf(HELP)}`]
    return [...linesOfSection(box), (partsOf(box).length ? "Read on: " : "") + addressOf(id), ...help].join("\n")
  }

  const panelOf = (link) => {
    const box = link.parentElement
    const words = wordsOf(box.firstElementChild)
    const id = link.hash.slice(1)
    const url = addressOf(id)
    const panel = make("div", { className: "fc-share" })
    panel.setAttribute("role", "group")
    panel.setAttribute("aria-label", link.getAttribute("aria-label"))
    const status = make("p", {})
    status.setAttribute("role", "status")

    // `why` says what was not done before.
    const copy = async (text, why = "", done = "Copied") => {
      const old = panel.querySelector("textarea")
      if (old) old.remove()
      status.textContent = ""
      try {
        await navigator.clipboard.writeText(text)
        status.textContent = why + done
      } catch {
        // Where a page may not copy, the reader can.
        const field = make("textarea", { value: text, readOnly: true, rows: 3 })
        field.setAttribute("aria-label", "Text to copy")
        panel.append(field)
        field.select()
        status.textContent = why + "Copy the text in the box" + (why && ".")
      }
    }
    const send = async () => {
      status.textContent = ""
      try {
        await navigator.share({ title: words, text: words, url })
      } catch (reason) {
        // A reader who changes their mind has done nothing wrong.
        if (reason.name === "AbortError") return
        await copy(`${words}\n${url}`, "No list of apps opened. ", "The link is copied.")
      }
    }
    const add = (label, act) => panel.append(make("button", { type: "button", textContent: label, onclick: act }))
    add("Copy link", () => copy(url))
    if (navigator.share) add("Send…", send)
    add("Copy as text", () => copy(textOf(box, id)))
    panel.append(status)
    if (SOURCE) {
      const link = (textContent, href) => panel.append(make("a", { textContent, href }))
      const body = `${url}\n\nWhat is wrong or unclear?\n\n(Others can read this: leave out your name and your health.)`
      const asked = `title=${encodeURIComponent(words)}&body=${encodeURIComponent(body)}`
      link("Tell us what is wrong or unclear", `${SOURCE}/issues/new?${asked}`)
      const page = document.querySelector("link[rel=canonical]").href.slice(addressOf("").length - "s//".length)
      link("Edit this page", `${SOURCE}/edit/main/docs/${page.replace(/\/$/, "") || "index"}.md`)
    }
    listening.offer(
      (button) => status.before(button),
      () => linesOfSection(box),
    )
    return panel
  }

  return async (link, root, alone) => {
    await dressed()
    const wasOpen = link.getAttribute("aria-expanded") === "true"
    close()
    if (wasOpen) return
    const panel = panelOf(link)
    link.parentElement.after(panel)
    link.setAttribute("aria-expanded", "true")
    const leave = (event) => {
      if (event.key !== "Escape" || event.repeat || !alone(event)) return
      close()
      link.focus()
    }
    addEventListener("keydown", leave)
    close = () => {
      removeEventListener("keydown", leave)
      listening.stop()
      panel.remove()
      link.setAttribute("aria-expanded", "false")
      close = () => {}
    }
  }
})()
