"""What pages share need not be looked at on each of them: kinds of elements, and few pages that hold every kind."""

# What the Tab key may reach, as a browser finds it and as `is_stop` does.
STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"


# A script that brings together the elements with words of a page that are of one kind and look alike: in all that their
# contrast depends on. What is hidden from sight is left out, and symbols: axe tells no contrast of them.
ALIKE = """() => {
  const above = new Map(), alike = new Map()
  for (const element of document.querySelectorAll('body, body *')) {
    const style = getComputedStyle(element)
    const tag = [element.localName, element.getAttribute('class'), element.getAttributeNames().sort()]
    const ground = [style.backgroundColor, style.backgroundImage, style.opacity, style.mixBlendMode, style.filter]
    const kind = [above.get(element.parentElement), tag, ground].join()
    above.set(element, kind)
    const words = [...element.childNodes].map(node => node.nodeType == Node.TEXT_NODE ? node.data : '').join('').trim()
    if (!axe.commons.text.removeUnicode(words, {nonBmp: true}) && !element.matches('input, select, textarea')) continue
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue
    const look = [kind, style.color, style.fontSize, style.fontWeight, style.textShadow, words.length == 1].join()
    alike.set(look, alike.get(look) ?? []).get(look).push(element)
  }
  return [...alike.values()]
}"""


def is_stop(element):
    return (
        element.tag in ("button", "input", "select", "textarea", "summary")
        or (element.tag == "a" and "href" in element.attrib)
        or "tabindex" in element.attrib
    )


def kinds(built, wanted=lambda element: True):
    """The elements of a page, as far as a rule of style or of axe can tell one from another.

    Returns {kind: the place of its first element among all those that are wanted}.
    """
    found, seen = {}, 0

    def look_below(element, above):
        nonlocal seen
        if isinstance(element.tag, str):
            kind = (*above, (element.tag, element.get("class", ""), *sorted(set(element.keys()) - {"class"})))
            if wanted(element):
                found.setdefault(kind, seen)
                seen += 1
            for child in element:
                look_below(child, kind)

    look_below(built.document.body, ())
    return found


def covering(found):
    """Return few names of {name: what it holds} that hold all that any of them holds."""
    left, chosen = set().union(*found.values()), []
    while left:
        chosen.append(max(sorted(found), key=lambda name: len(left.intersection(found[name]))))
        left.difference_update(found[chosen[-1]])
    return chosen
