"""What pages share need not be looked at on each of them: kinds of elements, and few pages that hold every kind."""

# What the Tab key may reach, as a browser finds it and as `is_stop` does.
STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"


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
