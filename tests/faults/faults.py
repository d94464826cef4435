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
        edit("docs/after-the-cramp.md", r"## Warmth or ice \{", "## Rub the sore muscle {"),
        ("docs/after-the-cramp.md:", "heading-once: the heading “Rub the sore muscle” stands on line"),
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
    # What would break the thread from a statement to what it rests on.
    Fault(
        "claim-without-a-source",
        edit("docs/data/claims.yaml", r"sources:\n  - miller2012banana\n", "sources: []\n"),
        ("docs/data/claims.yaml: P12-bananas: the record: it has no source",),
    ),
    Fault(
        "unverified-claim-published",
        edit("docs/data/claims.yaml", r"(- id: P12-bananas\n(?:.*\n)*?  verified: )true", r"\1false"),
        ("docs/data/claims.yaml: P12-bananas: the record: it is not verified, yet published as a fact",),
    ),
    Fault(
        "unknown-source",
        edit("docs/data/claims.yaml", r"- miller2012banana\n", "- miller2012bananas\n"),
        ("P12-bananas: sources: “miller2012bananas” is not a known source. Did you mean miller2012banana",),
    ),
    Fault(
        "unknown-certainty",
        edit("docs/data/claims.yaml", r"certainty: very-low", "certainty: verylow"),
        ("docs/data/claims.yaml:", "certainty: Input should be 'high'"),
    ),
    Fault(
        "duplicate-claim",
        edit("docs/data/claims.yaml", r"- id: R03-strap", "- id: R02-foot-how-to"),
        ("docs/data/claims.yaml: R02-foot-how-to: this id stands twice",),
    ),
    Fault(
        "statement-without-a-marker",
        edit("docs/after-the-cramp.md", r"(It hardly changes .*?\.)\[\^P12-bananas\]", r"\1"),
        ("docs/after-the-cramp.md:", "fact-marked: “A banana will not stop a cramp.", "rests on nothing"),
    ),
    Fault(
        "unknown-claim",
        edit("docs/immediate-relief.md", r"\[\^R06-do-not-point\]", "[^R06-do-not-paint]"),
        ("docs/immediate-relief.md:", "known-claim: “R06-do-not-paint” is no claim", "Did you mean R06-do-not-point"),
    ),
    Fault(
        "core-claim-dropped",
        edit("docs/who-gets-cramps.md", r"(?s)\A.*\Z", lambda found: found.group().replace("[^EPI-13-summer]", "")),
        ("These core claims stand on no page", "EPI-13-summer"),
    ),
    Fault(
        "certainty-changed-on-the-page",
        edit("docs/what-works.md", r"Low\[\^P01-stretch-severity\]", "High[^P01-stretch-severity]"),
        ("docs/what-works.md:", "“High” is not how sure P01-stretch-severity is. The register says “Low”."),
    ),
    Fault(
        "certainty-changed-in-the-register",
        edit("docs/data/claims.yaml", r"(- id: P01-stretch-severity\n(?:.*\n)*?  certainty: )low", r"\1high"),
        ("docs/what-works.md:", "“Low” is not how sure P01-stretch-severity is. The register says “High”."),
    ),
    Fault(
        "phone-number-without-its-country",
        edit("docs/when-to-see-a-doctor.md", r"\(Healthline\) in New Zealand", "(Healthline)"),
        ("docs/when-to-see-a-doctor.md:", "phone-country: the number 0800 611 116 stands without its country"),
    ),
    Fault(
        "sentence-of-thirty-words",
        edit("docs/causes.md", r"\Z", "\nThis is " + "very " * 27 + "long.\n{: .no-fact }\n"),
        ("Cut these sentences in two:", "causes/index.html#", ": 30 words: This is very very"),
    ),
    Fault(
        "dose-of-quinine",
        edit("docs/prevention.md", r"\Z", "\nSome people took 200 mg of quinine.[^P23-quinine-effect]\n"),
        ("“Some people took 200 mg of quinine.” No dose stands in this guide",),
    ),
    Fault(
        "dose-of-quinine-in-the-register",
        edit("docs/data/claims.yaml", r"(- id: P23-quinine-effect\n(?:.*\n)*?  detail: )", r"\g<1>200 mg of quinine, "),
        ("P23-quinine-effect: 200 mg of quinine",),
    ),
    Fault(
        "foot-bent-as-no-foot-bends",
        edit("docs/images/drawings.yml", r"- part: foot\n( +)turn: -8", r"- part: foot\n\1turn: -80"),
        ("No body bends like this:", "toes-to-shin: foot is turned -80 degrees; it turns from -30 to 55"),
    ),
    Fault(
        "drawing-without-words",
        edit("docs/immediate-relief.md", r"!\[[^\]]+\]\(images/towel-loop", "![](images/towel-loop"),
        ("docs/immediate-relief.md:", "picture-words: the picture “images/towel-loop.svg” has no text alternative"),
    ),
    Fault(
        "danger-sign-removed-from-the-card",
        edit("docs/bedside-card.md", r"- Numb groin.*\n", ""),
        ("docs/bedside-card.md: no line under #card-emergency", "RF-05"),
    ),
    Fault(
        "danger-line-removed-from-the-steps",
        edit("overrides/components/relief-now/steps.html", r"<p class=\"fc-now__danger\".*", ""),
        ("the danger line stands beside the steps 0 times",),
    ),
    Fault(
        "page-without-a-policy",
        edit("overrides/hooks/page/finished_pages.py", r"return with_policy\(html, policy\)", "return html"),
        ("test_the_policy_is_the_first_thing_in_every_head",),
    ),
    Fault(
        "handler-that-the-policy-forbids",
        edit("overrides/components/site-header/site-header.html", r"<header class", '<header onclick="0" class'),
        ("test_no_page_holds_what_a_hash_cannot_allow",),
    ),
    Fault(
        "stylesheet-that-blocks",
        edit("overrides/main.html", r"<style>", '<link rel="stylesheet" href="more.css"><style>'),
        ("test_nothing_holds_up_the_first_paint",),
    ),
    Fault(
        "relief-too-large-for-one-round-trip",
        edit("docs/immediate-relief.md", r"\Z", "\n" + " ".join(map(str, range(60_000, 61_000))) + "\n"),
        ("immediate-relief/index.html: ", "14,600 fit into one round trip"),
    ),
    Fault(
        "film-that-no-copy-can-hold",
        edit("docs/causes.md", r"\Z", '\n<video src="film.mp4"></video>\n'),
        ("docs/causes.md: “film.mp4” cannot be taken along.",),
    ),
    Fault(
        "notice-lost-in-the-single-file",
        edit("overrides/hooks/taking_along/joined_pages.py", r"@id='right-now' or", "@id='right-now' or"
             "@class='fc-notes'] | .//div[@id='safety-notice'] | .//section["),
        ("test_the_file_says_what_every_page_says",),
    ),
    Fault(
        "page-that-the-worker-forgets",
        edit("overrides/hooks/taking_along/offline_worker.py",
             r'name\.endswith\("index\.html"\)', 'name.endswith("s/index.html")'),
        ("test_the_worker_lists_every_page_as_it_is_published",),
    ),
    Fault(
        "section-renamed-without-a-redirect",
        edit("docs/immediate-relief.md", r"\{#use-one-hand\}", "{#one-handed}"),
        ("docs/addresses.yml: the section “immediate-relief/#use-one-hand” is gone. Add it under `moved`",),
    ),
    Fault(
        "one-id-on-two-pages",
        edit("docs/causes.md", r"\{#varicose-veins\}", "{#use-one-hand}"),
        ("docs/causes.md:", "id-once: the id “use-one-hand” is also at docs/immediate-relief.md:"),
    ),
    Fault(
        "preview-picture-missing",
        edit("overrides/hooks/sharing/preview_pictures.py",
             r"pool\.map\(put, wanted\)", "pool.map(put, list(wanted)[:-1])"),
        ("its picture is not published",),
    ),
    Fault(
        "reviewer-who-does-not-exist",
        edit("overrides/hooks/sharing/structured_data.py", r'"@type": "MedicalWebPage",', '"@type": "MedicalWebPage", '
             '"reviewedBy": {"@type": "Person", "name": "Jane Roe, MD"},'),
        ("test_nobody_is_named_who_reviewed_or_wrote_the_guide", "no clinician has reviewed this guide"),
    ),
    Fault(
        "cautions-lost-in-the-twins",
        edit("overrides/hooks/sharing/plain_text.py", r"\.//nav \|", ".//nav | .//p[@class='fc-now__danger'] |"),
        ("test_a_twin_says_all_that_its_page_says",),
    ),
    Fault(
        "search-words-for-no-section",
        edit("docs/search-words.yml", r"call-an-ambulance:", "call-an-ambulence:"),
        ("docs/search-words.yml: search-words: “when-to-see-a-doctor.md” has no section “call-an-ambulence”",),
    ),
]  # fmt: skip
