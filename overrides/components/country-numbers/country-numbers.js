// One country's numbers, wherever a number is needed. Until a reader chooses, all are listed and none stands out; what
// was chosen is kept only if the reader says so.
window["fc-country-numbers"] = (() => {
  // What the end of a device's language calls them: en-GB.
  const REGIONS = { US: "US", CA: "Canada", GB: "UK", IE: "Ireland", AU: "Australia", NZ: "New Zealand" }
  const UNION = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IT LV LT LU MT NL PL PT RO SK SI ES SE"
  for (const region of UNION.split(" ")) REGIONS[region] = "European Union"
  const KEY = "country"

  const stored = () => {
    try {
      return localStorage.getItem(KEY) || ""
    } catch {
      return ""
    }
  }
  let kept = stored()
  let chosen = kept
  const row = () => told.countries.find(([country]) => country === chosen)
  const pieces = (cell) => cell.map(([words, href]) => (href ? make("a", { href }, words) : words))
  const emergency = () => (row() ? [`${chosen}: `, ...pieces(row()[1])] : [])
  const advice = () => (row() ? [`${chosen}: `, ...pieces(row()[2])] : [])
  const bracketed = () => (row() ? ["(", ...emergency(), ")"] : [])

  // [where it stands, what stands there, in whose place]; each is filled anew with each choice.
  const places = []
  const place = (parent, before, name, words, instead) => {
    if (!parent) return
    const element = make(name, { className: "fc-number" })
    parent.insertBefore(element, before)
    places.push([element, words, instead])
  }
  const blocks = (level) => document.querySelectorAll(`.fc-urgency--${level}`)
  const show = () => {
    if (!places.length) {
      for (const block of blocks("emergency")) place(block, block.querySelector("p:not([class])"), "p", emergency)
      for (const block of blocks("today")) place(block, block.querySelector("p:not([class])").nextSibling, "p", advice)
      // On the first screen of a small phone there is no room for more words: the number takes the place of some.
      for (const line of document.querySelectorAll(".fc-now__danger > :first-child")) {
        const call = make("span", {}, line.lastChild)
        line.append(call)
        place(line, null, "span", () => (row() ? ["Call ", ...pieces(row()[1]), "."] : []), call)
      }
      // In the text: behind each call for an ambulance that is more than a way to the list.
      for (const call of document.querySelectorAll("li > strong, .fc-caution > a")) {
        if (call.textContent === "Call an ambulance") place(call.parentElement, call.nextSibling, "span", bracketed)
      }
      const lines = [...document.querySelectorAll(".fc-card__mine p")]
      place(
        lines.find((line) => /number/.test(line.textContent)),
        null,
        "span",
        emergency,
      )
    }
    for (const [element, words, instead] of places) {
      element.textContent = ""
      const told = words()
      if (told.length) element.append(" ", ...told)
      element.hidden = !told.length
      if (instead) instead.hidden = told.length
    }
  }

  // The choice itself, and what is to happen after each.
  const choice = (after) => {
    const select = make("select", { autocomplete: "off" })
    const here = REGIONS[(navigator.language || "").split("-").pop().toUpperCase()]
    const names = told.countries.map(([country]) => country)
    const order = names.includes(here) ? [here, ...names.filter((name) => name !== here)] : names
    select.append(make("option", { value: "" }, "All countries"))
    for (const name of order) {
      select.append(make("option", { value: name }, name === here ? `${name} (this device)` : name))
    }
    select.value = chosen
    const keep = make("input", { type: "checkbox", autocomplete: "off", checked: Boolean(kept) })
    const status = make("span", {})
    status.setAttribute("role", "status")
    const box = make("label", {}, keep, " Keep my choice on this device")
    const save = () => {
      box.hidden = !chosen && !kept
      try {
        kept = keep.checked ? chosen : ""
        if (kept) localStorage.setItem(KEY, kept)
        else localStorage.removeItem(KEY)
        status.textContent = ""
      } catch {
        keep.checked = false
        kept = ""
        status.textContent = "This browser keeps nothing. Your choice holds until you leave the page."
      }
    }
    select.onchange = () => {
      chosen = select.value
      if (!chosen) keep.checked = false
      // Nothing is touched that the reader did not ask to keep.
      if (kept || keep.checked) save()
      box.hidden = !chosen
      show()
      after()
    }
    keep.onchange = save
    box.hidden = !chosen
    return make("div", { className: "fc-country" }, make("label", {}, "My country: ", select), box, status)
  }

  if (kept) show()
  let panel
  const act = async (link) => {
    await dressed()
    if (!panel) {
      panel = choice(() => {})
      link.closest("p").after(panel)
    }
    panel.querySelector("select").focus()
  }
  return Object.assign(act, { choice, emergency, advice })
})()
