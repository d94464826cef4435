// What a section says, line by line, to be sent in a message or read aloud.
const sectionText = (() => {
  const BLOCKS = "p, ul, ol, dl, table, blockquote, div"
  const LEFT_OUT =
    "[role=doc-noteref], [role=status], svg, figure, script, .fc-share, p > .fc-tool, .fc-country, .fc-number"

  const spaced = (text) =>
    text
      .replace(/\u2060/g, "")
      .replace(/\s+/g, " ")
      .trim()

  // The lines of what stands in an element: each block begins a new one. Markers, drawings, captions and what is told of
  // this very browser are left out.
  const linesIn = (whole) => {
    const lines = [""]
    for (const node of whole.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) lines.push(lines.pop() + node.data)
      else if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) continue
      else if (node.matches("br")) lines.push(lines.pop() + " ")
      else if (node.matches(BLOCKS)) lines.push(...linesOf(node), "")
      else lines.push(lines.pop() + linesIn(node).join(" "))
    }
    return lines.filter(spaced)
  }
  const wordsOf = (whole) => spaced(linesIn(whole).join(" "))
  const linesOf = (block) => {
    const parts = [...block.children]
    switch (block.tagName) {
      case "OL":
        return parts.map((item, at) => `${at + 1}. ${wordsOf(item)}`)
      case "UL":
        return parts.map((item) => `- ${wordsOf(item)}`)
      case "DL":
        return parts.map((part) => wordsOf(part) + (part.tagName === "DT" ? ":" : ""))
      case "TABLE": {
        const columns = [...block.querySelectorAll("thead th")].map(wordsOf)
        const cells = (row) => [...row.cells].map((cell, at) => (at ? `${columns[at]}: ` : "") + wordsOf(cell))
        return [...block.querySelectorAll("tbody tr")].map((row) => `- ${cells(row).join(" / ")}`)
      }
      default:
        return linesIn(block).map(spaced)
    }
  }

  const isHeading = (box) => box.matches(".fc-section-heading")
  // What follows the box of a heading, up to where another section or part of the page begins.
  const after = (box) => {
    const found = []
    for (let next = box.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.matches("section") || isHeading(next) || next.querySelector(".fc-section-heading")) break
      if (next.matches(BLOCKS) && !next.matches(LEFT_OUT)) found.push(next)
    }
    return found
  }
  const levelOf = (box) => box.firstElementChild.tagName
  const boxesBeside = (box) => [...box.parentElement.children].filter(isHeading)
  // The section that a smaller one is part of: what it says holds for all its parts.
  const wholeOf = (box) => {
    const before = boxesBeside(box)
    const bigger = before.slice(0, before.indexOf(box)).filter((each) => levelOf(each) < levelOf(box))
    return bigger[bigger.length - 1]
  }
  const partsOf = (box) => boxesBeside(box).filter((each) => wholeOf(each) === box)

  // A section as a message can hold it: its steps whole, with their cautions, and those of the section around it.
  const linesOfSection = (box) => {
    const parts = partsOf(box)
    const blocks = after(box).map(linesOf)
    const lines = blocks.flatMap((said) => (said.length ? [...said, ""] : []))
    if (parts.length) lines.push(...parts.map((part) => `- ${wordsOf(part.firstElementChild)}`), "")
    const around = wholeOf(box)
    const outer = around ? after(around).flatMap(linesOf) : []
    if (outer.length) lines.push(wordsOf(around.firstElementChild), ...outer, "")
    return [wordsOf(box.firstElementChild), "", ...lines]
  }
  // From what is read now on to the end of the page, its title and answer too, each once.
  const linesFromHere = () => {
    const boxes = [...document.querySelectorAll("article .fc-section-heading")].filter(
      (box) => !box.closest(".fc-notes, .fc-now"),
    )
    const above = boxes.filter((box) => box.getBoundingClientRect().top < innerHeight / 3)
    const first = above.length ? above.length - 1 : 0
    const title = above.length ? [] : [...document.querySelectorAll("h1, .fc-answer > :not(.admonition-title)")]
    const opening = title.flatMap((block) => (block.tagName === "H1" ? [wordsOf(block)] : linesOf(block)))
    return [
      ...opening,
      ...boxes.slice(first).flatMap((box) => [wordsOf(box.firstElementChild), ...after(box).flatMap(linesOf)]),
    ]
  }
  return { wordsOf, partsOf, linesOfSection, linesFromHere }
})()
