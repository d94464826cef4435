// The page's own lists as boxes to tick. The answer is the most urgent level of what is ticked, in the words of its
// block; nothing says that all is well, and nothing is kept.
window["fc-danger-check"] = (() => {
  const LEVELS = ["emergency", "today", "visit"]
  const numbers = window["fc-country-numbers"]
  const paragraph = (...parts) => make("p", {}, ...parts)
  // Without the markers of notes.
  const bare = (element) => {
    const copy = element.cloneNode(true)
    for (const marker of copy.querySelectorAll("sup")) marker.remove()
    return copy
  }
  const words = (element) => bare(element).textContent.replace(/\s+/g, " ").trim()
  // What to do: the line below a block's heading.
  const howOf = (block) => bare(block.querySelector("p:not([class])"))

  // Each sign of a block becomes a box with its words as label; the markers of its notes are no part of that.
  const boxesOf = (block, tell) =>
    [...block.querySelectorAll("li")].map((item, at) => {
      const group = words(item.parentElement.previousElementSibling)
      const sign = words(item)
      const id = `${block.className.split("--").pop()}-${at}`
      const box = make("input", { type: "checkbox", autocomplete: "off", id, onchange: tell })
      const markers = item.querySelectorAll("sup")
      const label = make("label", { htmlFor: id }, ...item.childNodes)
      item.append(box, make("span", {}, label, ...markers))
      item.classList.add("fc-tick")
      return { box, group, sign }
    })

  const build = (link) => {
    const answer = make("div", {})
    answer.setAttribute("role", "status")
    const list = make("ul", {})
    const ticked = make("details", {}, make("summary", {}, "What you ticked"), list)
    const panel = make("section", { className: "fc-check" })
    panel.setAttribute("aria-label", "Your answer")

    const untold = () => [
      paragraph(make("strong", {}, "Nothing is ticked yet.")),
      paragraph(
        "Tick each sign that fits. This cannot say that all is well: any sign changes the answer, now or later.",
      ),
    ]
    const toldOf = ({ name, block }, signs) => {
      const act = words(block.querySelector("h2, h3")).replace(/ if:$/, ".")
      const parts = [paragraph(make("strong", {}, act))]
      if (name === "emergency") {
        const own = numbers.emergency()
        parts.push(own.length ? paragraph(...own) : howOf(block))
      }
      if (name === "today") parts.push(howOf(block), paragraph(...numbers.advice()))
      const soon = signs.find(({ group }) => / day /.test(group))
      if (name === "visit" && soon) parts.push(paragraph(soon.group.replace(":", ".")))
      return parts
    }
    const tell = () => {
      const met = levels.map((level) => ({ level, signs: level.boxes.filter(({ box }) => box.checked) }))
      const top = met.find(({ signs }) => signs.length)
      const parts = top ? toldOf(top.level, top.signs) : untold()
      answer.textContent = ""
      answer.append(...parts.filter((part) => part.textContent), paragraph("When in doubt, call."))
      list.textContent = ""
      for (const { signs } of met) list.append(...signs.map(({ group, sign }) => make("li", {}, `${group} ${sign}`)))
      ticked.hidden = !top
      panel.dataset.level = top ? top.level.name : ""
      show(true)
      panel.scrollTop = 0
    }
    const show = (open) => {
      panel.hidden = !open
      document.documentElement.classList.toggle("fc-checked", open)
    }
    const untick = () => {
      for (const { boxes } of levels) for (const { box } of boxes) box.checked = false
      tell()
    }
    const close = () => {
      untick()
      show(false)
      link.focus()
    }

    const page = link.closest("article") || document
    const levels = LEVELS.map((name) => {
      const block = page.querySelector(`.fc-urgency--${name}`)
      return { name, block, boxes: boxesOf(block, tell) }
    })
    const key = (textContent, onclick) => make("button", { type: "button", textContent, onclick })
    const keys = paragraph(key("Untick all", untick), key("Close", close))
    panel.append(answer, keys, ticked, numbers.choice(tell))
    document.body.append(panel)
    return () => {
      tell()
      levels[0].boxes[0].box.focus()
    }
  }

  let begin
  return async (link) => {
    await dressed()
    begin = begin || build(link)
    begin()
  }
})()
