"""The faults that must turn the checks red: what each does to a copy of the source, and how its message names it.

A fault that anyone thinks of belongs here, above all one that could harm a reader.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`change` edits the copy below a folder; `named` are words that the failing run must print."""

    id: str
    change: Callable
    named: tuple[str, ...]


def edit(name, pattern, replacement, flags=0):
    """Return a change that rewrites the first match in a file, and fails where there is none."""

    def change(folder):
        path = folder / name
        before = path.read_text(encoding="utf-8")
        after, count = re.subn(pattern, replacement, before, count=1, flags=flags)
        assert count, f"{name} has nothing like {pattern!r}: the fault has to be written anew"
        path.write_text(after, encoding="utf-8")

    return change


def overridden_on_the_home_page(folder):
    path = folder / "overrides/home.html"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "{% block content %}<h1>{{ page.meta.title }}</h1>{{ page.content }}{% endblock %}\n",
        encoding="utf-8",
    )


FAULTS = [
    Fault(
        "notice-removed-from-the-template",
        edit("overrides/main.html", r".*safety-notice.html.*\n", ""),
        ("docs/causes.md: safety-notice: the safety notice stands on this page 0 times", "404.html: safety-notice"),
    ),
    Fault(
        "notice-overridden-on-one-page",
        overridden_on_the_home_page,
        ("docs/index.md: safety-notice: the safety notice stands on this page 0 times",),
    ),
    Fault(
        "dead-link",
        edit("docs/index.md", r"\(causes\.md\)", "(cause.md)"),
        ("docs/index.md:", "link-lands: the link “cause.md” leads to no file"),
    ),
    Fault(
        "dead-fragment",
        edit("docs/immediate-relief.md", r"#get-help-today", "#get-help-tonight"),
        ("docs/immediate-relief.md:", "#get-help-tonight” leads to no section", "get-help-today"),
    ),
    Fault(
        "heading-level-skipped",
        edit("docs/immediate-relief.md", r"^### Use a towel", "#### Use a towel", re.M),
        ("docs/immediate-relief.md:", "heading-levels: “Use a towel” is an h4 below an h2"),
    ),
    Fault(
        "duplicate-heading",
        edit("docs/immediate-relief.md", r"## Warmth or ice \{", "## Rub the sore muscle {"),
        ("docs/immediate-relief.md:", "heading-once: the heading “Rub the sore muscle” stands on line"),
    ),
    Fault(
        "section-id-changed",
        edit("docs/prevention.md", r"\{#your-bed\}", "{#the-bed}"),
        ("docs/prevention.md: the sections ['your-bed'] are gone",),
    ),
    Fault(
        "emergency-section-deleted",
        edit("docs/when-to-see-a-doctor.md", r"/// emergency\n.*?\n///\n", "", re.S),
        ("docs/when-to-see-a-doctor.md: the sections ['call-an-ambulance'] are gone", "Put the danger sign RF-01 back"),
    ),
    Fault(
        "remote-script-added",
        edit("overrides/main.html", r"\{% block scripts %\}", r'\g<0><script src="https://cdn.example/a.js"></script>'),
        ("pulls in ['https://cdn.example/a.js'] from another host",),
    ),
    Fault(
        "front-matter-date-missing",
        edit("docs/causes.md", r"^reviewed: .*\n", "", re.M),
        ("docs/causes.md:1: page-record: “reviewed” is missing from the front matter",),
    ),
    # Beyond the first ten: what an author may do in a hurry.
    Fault(
        "one-danger-sign-deleted",
        edit("docs/when-to-see-a-doctor.md", r"^- \*\*A foot or leg turns cold.*\n", "", re.M),
        ("Put the danger sign RF-02 back",),
    ),
    Fault(
        "danger-sign-moved-to-a-lesser-level",
        edit("docs/when-to-see-a-doctor.md", r"\{#get-help-today\}", "{#book-soon}"),
        ("the sections ['get-help-today'] are gone", "Put the danger sign RF-20 back"),
    ),
    Fault(
        "remote-script-in-a-page",
        edit("docs/prevention.md", r"\Z", '\n<script src="https://cdn.example/a.js"></script>\n'),
        ("docs/prevention.md:", "own-host: <script> pulls in “https://cdn.example/a.js”"),
    ),
    Fault(
        "picture-without-words",
        edit("docs/causes.md", r"\Z", "\n![](images/favicon.svg)\n"),
        ("docs/causes.md:", "picture-words: the picture “images/favicon.svg” has no text alternative"),
    ),
    Fault(
        "harmful-advice",
        edit("docs/prevention.md", r"\Z", "\nDrink as much water as you can before bed.\n"),
        ("“Drink as much water as you can before bed.” Too much plain water has killed.",),
    ),
]  # fmt: skip
