// What a reader of this page cannot see or press as it stands, in a sentence each: an empty list is good; and how many
// letters, pictures and controls are seen.
;(() => {
  const root = document.documentElement
  const width = root.clientWidth
  const faults = new Set()
  let seen = 0
  for (const details of document.querySelectorAll("details")) details.open = true
  scrollTo(0, 0)

  const name = (element, words = element.textContent) =>
    `${element.nodeName.toLowerCase()}.${element.getAttribute("class") ?? ""} “${words.trim().slice(0, 40)}”`

  // The elements that cut what is in this one, itself among them; none at all if it is hidden from the eye.
  const known = new Map([[root, []]])
  const cutters = (element) => {
    if (!known.has(element)) known.set(element, look(element, cutters(element.parentElement)))
    return known.get(element)
  }
  const look = (element, around) => {
    const style = getComputedStyle(element)
    if (!around || style.visibility !== "visible" || style.opacity === "0") return
    if (style.overflowX === "visible") return around
    const box = element.getBoundingClientRect()
    // Words for those who hear the page stand in a box of a pixel.
    if (box.width <= 1 || box.height <= 1) return
    const scrolls = (way) => /auto|scroll/.test(way)
    return [...around, { element, box, sideways: scrolls(style.overflowX), down: scrolls(style.overflowY) }]
  }

  const parts = []
  // The upper and the lower quarter of a line of text are mostly air, and may lie on the next.
  const add = (element, box, words, air = 0) => {
    const around = box.width >= 1 && box.height >= 1 && cutters(element)
    if (!around) return
    let { left, top, right, bottom } = box
    for (const { element: cutter, box, sideways, down } of around) {
      // What scrolls by itself can be brought into view, and shows nothing outside.
      if (sideways) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)]
      else if (left < box.left - 1 || right > box.right + 1)
        faults.add(`cut by ${name(cutter)}: ${name(element, words)}`)
      if (down) [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)]
      if (left >= right || top >= bottom) return
    }
    if (left < -1 || right > width + 1) {
      faults.add(`past the edge, from ${Math.round(left)} to ${Math.round(right)}: ${name(element, words)}`)
    }
    air *= bottom - top
    parts.push({ element, words, left: left + 1, right: right - 1, top: top + air, bottom: bottom - air })
  }

  // The link that comes with the focus waits outside.
  const unseen = "script, style, noscript, template, svg, .fc-skip"
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let text; (text = walker.nextNode());) {
    if (!text.data.trim() || text.parentElement.closest(unseen)) continue
    range.selectNodeContents(text)
    const lines = range.getClientRects()
    if (lines.length && cutters(text.parentElement)) seen += text.data.trim().length
    for (const line of lines) add(text.parentElement, line, text.data, 0.25)
  }
  for (const thing of document.querySelectorAll("svg, img, button, input, select, textarea, summary")) {
    const box = thing.getBoundingClientRect()
    seen += box.width >= 1 && Boolean(cutters(thing))
    add(thing, box, thing.textContent || thing.alt || "")
  }

  parts.sort((one, other) => one.top - other.top)
  parts.forEach((one, at) => {
    for (let next = at + 1; next < parts.length && parts[next].top < one.bottom - 1; next++) {
      const other = parts[next]
      const apart = other.left >= one.right || one.left >= other.right
      if (apart || one.element.contains(other.element) || other.element.contains(one.element)) continue
      faults.add(`one on the other: ${name(one.element, one.words)} and ${name(other.element, other.words)}`)
    }
  })

  for (const element of document.body.querySelectorAll("*")) {
    // The frame of a drawing cuts what is drawn.
    const wide = !element.ownerSVGElement && element.getBoundingClientRect().width > width + 1
    if (wide) faults.add(`wider than the screen: ${name(element)}`)
  }
  if (root.scrollWidth > width) faults.add(`scrolls sideways: ${root.scrollWidth} px on a screen of ${width}`)
  for (const link of matchMedia("print").matches ? [] : document.querySelectorAll(".fc-header a")) {
    const { left, top, right, bottom, height } = link.getBoundingClientRect()
    if (left < 0 || top < 0 || right > width || bottom > innerHeight || !height) {
      faults.add(`not on the screen: the header's link ${name(link)}`)
    }
  }
  return [[...faults], seen]
})()
