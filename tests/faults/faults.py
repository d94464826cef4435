"""The faults that must turn the checks red: what each does to a copy of the source, what catches it, in which words.

A fault that anyone thinks of belongs here, above all one that could harm a reader. A new one is one more entry.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`change` edits the copy below a folder; `named` are words that the failing check must print.

    `caught_by` is the check: `rules` (what a build does before any page is made), `build` (a whole build), or a file
    below `tests/`, or a test in it, perhaps in one engine only. They look at a build without `pictures` and `copies`
    unless they, or others in the same copy, need them. One that spoils every build, or hides another, is put into a
    copy `alone`.
    """

    id: str
    change: Callable
    caught_by: str
    named: tuple[str, ...]
    pictures: bool = False
    copies: bool = False
    alone: bool = False

    @property
    def kind(self):
        """How the check is run: `rules`, `build`, or the folder of the test."""
        return self.caught_by.split("/")[0]

    @property
    def check(self):
        """What must turn red: the test, or the rule (by its id, if that is named) for the file of which it speaks."""
        if self.kind != "rules":
            return self.caught_by
        rule = re.search(r"(?:^|: )([a-z]+(?:-[a-z]+)+): ", " ".join(self.named[1:]) or self.named[0])
        return self.named[0].partition(":")[0] + (f"::{rule[1]}" if rule else "")


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
        "build",
        ("docs/causes.md: safety-notice: the safety notice stands on this page 0 times", "404.html: safety-notice"),
    ),
    Fault(
        "notice-overridden-on-one-page",
        overridden_on_the_home_page,
        "build",
        ("docs/index.md: safety-notice: the safety notice stands on this page 0 times",),
    ),
    Fault(
        "dead-link",
        edit("docs/index.md", r"\(causes\.md\)", "(cause.md)"),
        "rules",
        ("docs/index.md:", "link-lands: the link “cause.md” leads to no file"),
    ),
    Fault(
        "scorecard-place-that-is-not-there",
        edit("docs/data/scorecard.yml", r"place: what-works/#verdict-words", "place: what-works/#verdicts"),
        "build",
        ("docs/data/scorecard.yml:", "scorecard: DI-10: “what-works/#verdicts” leads nowhere", "verdict-words"),
        alone=True,
    ),
    Fault(
        "scorecard-totals-written-by-hand",
        edit("overrides/components/scorecard/scorecard.html", r"\{\{ part\.total \}\}\.", "80 of 80."),
        "site/test_scorecard.py",
        ("test_each_yardstick_has_a_row_with_a_total_that_the_items_below_it_give",),
    ),
    Fault(
        "dead-fragment",
        edit("docs/when-to-see-a-doctor.md", r"\(#get-help-today\)", "(#get-help-tonight)"),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "#get-help-tonight” leads to no section", "get-help-today"),
    ),
    Fault(
        "heading-level-skipped",
        edit("docs/immediate-relief.md", r"^### Use a towel", "#### Use a towel", re.M),
        "rules",
        ("docs/immediate-relief.md:", "heading-levels: “Use a towel” is an h4 below an h2"),
    ),
    Fault(
        "duplicate-heading",
        edit("docs/after-the-cramp.md", r"## Warmth or ice \{", "## Rub the sore muscle {"),
        "rules",
        ("docs/after-the-cramp.md:", "heading-once: the heading “Rub the sore muscle” stands on line"),
    ),
    Fault(
        "section-id-changed",
        edit("docs/prevention.md", r"\{#your-bed\}", "{#the-bed}"),
        "content/test_safety.py::test_a_mission_page_has_its_standard_sections_in_order",
        ("docs/prevention.md: the sections ['your-bed'] are gone",),
    ),
    Fault(
        "emergency-section-deleted",
        edit("docs/when-to-see-a-doctor.md", r"/// emergency\n.*?\n///\n", "", re.S),
        "content/test_safety.py",
        ("docs/when-to-see-a-doctor.md: the sections ['call-an-ambulance'] are gone", "Put the danger sign RF-01 back"),
    ),
    Fault(
        "remote-script-added",
        edit("overrides/main.html", r"\{% block scripts %\}", r'\g<0><script src="https://cdn.example/a.js"></script>'),
        "site/test_published_files.py::test_no_page_asks_another_host_for_anything",
        ("pulls in ['https://cdn.example/a.js'] from another host",),
    ),
    Fault(
        "front-matter-date-missing",
        edit("docs/causes.md", r"^reviewed: .*\n", "", re.M),
        "rules",
        ("docs/causes.md:1: page-record: “reviewed” is missing",),
    ),
    # Beyond the first ten: what an author may do in a hurry.
    Fault(
        "one-danger-sign-deleted",
        edit("docs/when-to-see-a-doctor.md", r"^- \{sign: cold-foot in full\}\n", "", re.M),
        "content/test_safety.py::test_the_doctor_page_has_the_danger_sign",
        ("Put the danger sign RF-02 back",),
    ),
    Fault(
        "danger-sign-moved-to-a-lesser-level",
        edit("docs/when-to-see-a-doctor.md", r"\{#get-help-today\}", "{#book-soon}"),
        "content/test_safety.py",
        ("the sections ['get-help-today'] are gone", "Put the danger sign RF-20 back"),
    ),
    Fault(
        "remote-script-in-a-page",
        edit("docs/prevention.md", r"\Z", '\n<script src="https://cdn.example/a.js"></script>\n'),
        "rules",
        ("docs/prevention.md:", "own-host: <script> pulls in “https://cdn.example/a.js”"),
    ),
    Fault(
        "picture-without-words",
        edit("docs/causes.md", r"\Z", "\n![](images/favicon.svg)\n"),
        "rules",
        ("docs/causes.md:", "picture-words: the picture “images/favicon.svg” has no text alternative"),
    ),
    Fault(
        "harmful-advice",
        edit("docs/prevention.md", r"\Z", "\nDrink as much water as you can before bed.\n"),
        "content/test_safety.py::test_no_page_says_what_may_never_be_said",
        ("“Drink as much water as you can before bed.” Too much plain water has killed.",),
    ),
    # What would break the thread from a statement to what it rests on.
    Fault(
        "claim-without-a-source",
        edit("docs/data/claims.yaml", r"sources:\n  - miller2012banana\n", "sources: []\n"),
        "rules",
        ("docs/data/claims.yaml:", "claim: P12-bananas: it has no source"),
    ),
    Fault(
        "unverified-claim-published",
        edit("docs/data/claims.yaml", r"(- id: P12-bananas\n(?:.*\n)*?  verified: )true", r"\1false"),
        "rules",
        ("docs/data/claims.yaml:", "claim: P12-bananas: it is not verified, yet published as a fact"),
    ),
    Fault(
        "unknown-source",
        edit("docs/data/claims.yaml", r"- miller2012banana\n", "- miller2012bananas\n"),
        "rules",
        ("P12-bananas: sources: “miller2012bananas” is not a known source. Did you mean miller2012banana",),
    ),
    Fault(
        "unknown-certainty",
        edit("docs/data/claims.yaml", r"certainty: very-low", "certainty: verylow"),
        "rules",
        ("docs/data/claims.yaml:", "“certainty”: Input should be 'high'"),
    ),
    Fault(
        "duplicate-claim",
        edit("docs/data/claims.yaml", r"- id: R03-strap", "- id: R02-foot-how-to"),
        "rules",
        ("docs/data/claims.yaml:", "claim: R02-foot-how-to: this id stands twice"),
    ),
    Fault(
        "statement-without-a-marker",
        edit("docs/after-the-cramp.md", r"(It hardly changes .*?\.)\[\^P12-bananas\]", r"\1"),
        "rules",
        ("docs/after-the-cramp.md:", "fact-marked: “A banana will not stop a cramp.", "rests on nothing"),
    ),
    Fault(
        "unknown-claim",
        edit("docs/immediate-relief.md", r"\[\^R06-do-not-point\]", "[^R06-do-not-paint]"),
        "rules",
        ("docs/immediate-relief.md:", "known-claim: “R06-do-not-paint” is no claim", "Did you mean R06-do-not-point"),
    ),
    Fault(
        "core-claim-dropped",
        edit("docs/who-gets-cramps.md", r"(?s)\A.*\Z", lambda found: found.group().replace("[^EPI-13-summer]", "")),
        "content/test_evidence.py::test_every_core_claim_stands_on_a_page",
        ("EPI-13-summer is core and stands on no page",),
    ),
    Fault(
        "certainty-changed-on-the-page",
        edit("docs/what-works.md", r"\Z", "\nHow sure: High.[^P01-stretch-severity]\n"),
        "rules",
        ("docs/what-works.md:", "“High” is not how sure P01-stretch-severity is. The register says “Low”."),
    ),
    Fault(
        "certainty-of-a-claim-that-is-none",
        edit("docs/what-works.md", r"\{sure: P01-stretch-severity\}", "{sure: P01-stretch-severty}"),
        "rules",
        ("docs/what-works.md:", "sure-known: “{sure: P01-stretch-severty}” is no claim whose certainty can be told"),
    ),
    Fault(
        "caution-that-is-none",
        edit("docs/immediate-relief.md", r"\{caution: force\}", "{caution: farce}"),
        "rules",
        ("docs/immediate-relief.md:", "caution-known: “{caution: farce}” is no caution. Did you mean force?"),
    ),
    Fault(
        "caution-said-twice",
        edit("docs/immediate-relief.md", r"\{caution: force\}\n", "{caution: force}\n\n{caution: force}\n"),
        "rules",
        ("docs/immediate-relief.md:", "caution-once: the caution “force” stands in this section already"),
    ),
    Fault(
        "answer-lost",
        edit("docs/causes.md", r"(?s)/// answer\n.*?///\n", ""),
        "rules",
        ("docs/causes.md:", "page-record: neither an answer nor a description tells what this page says"),
    ),
    Fault(
        "answer-too-long",
        edit("docs/prevention.md", r"/// answer\n", "/// answer\n" + "Nobody knows. " * 20),
        "rules",
        ("docs/prevention.md:", "answer-first: the answer has", "50 are the most"),
    ),
    Fault(
        "danger-signs-folded-away",
        edit("docs/when-to-see-a-doctor.md", r"(?s)(/// emergency\n.*?\n///\n)", r"/// details | Signs\n\n\1\n///\n"),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "details-plain: ", "stands in the closed block “Signs”"),
    ),
    Fault(
        "own-advice-told-in-a-sentence",
        edit("docs/causes.md", r"\Z", "\nLie still, which is our own advice.[^own]\n"),
        "rules",
        ("docs/causes.md:", "advice-said: “our own” says in a sentence what a mark says"),
    ),
    Fault(
        "phone-number-without-its-country",
        edit("docs/when-to-see-a-doctor.md", r"\*\*New Zealand\*\* \| .*? \|", "**Elsewhere** | none |"),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "phone-country: the number 0800 611 116 stands without its country"),
    ),
    Fault(
        "sentence-of-thirty-words",
        edit("docs/causes.md", r"\Z", "\nThis is " + "very " * 27 + "long.\n{: .no-fact }\n"),
        "site/test_readability.py::test_no_sentence_has_more_than_twenty_words",
        ("docs/causes.md: 30 words in #", "20 are the most: “This is very very", "Cut it in two."),
    ),
    Fault(
        "dose-of-quinine",
        edit("docs/prevention.md", r"\Z", "\nSome people took 200 mg of quinine.[^P23-quinine-effect]\n"),
        "content/test_safety.py::test_no_page_says_what_may_never_be_said",
        ("“Some people took 200 mg of quinine.” No dose stands in this guide",),
    ),
    Fault(
        "dose-of-quinine-in-the-register",
        edit("docs/data/claims.yaml", r"(- id: P23-quinine-effect\n(?:.*\n)*?  detail: )", r"\g<1>200 mg of quinine, "),
        "content/test_evidence.py::test_what_may_never_be_said_is_not_said_in_the_register_either",
        ("P23-quinine-effect: 200 mg of quinine",),
    ),
    Fault(
        "foot-bent-as-no-foot-bends",
        edit("docs/images/drawings.yml", r"foot\.R: -\d+", "foot.R: -80"),
        "rules",
        ("No body bends like this:", "foot.R is turned -80 degrees about x; it turns from -35 to 55"),
    ),
    Fault(
        "pose-changed-but-not-drawn",
        edit("docs/images/drawings.yml", r"(\n  chair-stretch:\n(?:    .*\n)*?.*\bat: \[)", r"\g<1>1"),
        "rules",
        ("Run make drawings.", "chair-stretch: its picture is of another pose"),
    ),
    Fault(
        "picture-of-a-danger-that-calls-the-wrong-one",
        edit("docs/images/drawings.yml", r"sign: cold-foot", "sign: one-leg"),
        "rules",
        ("cold-foot: it shows the sign “one-leg” and calls: ambulance and phone", "place the marks “doctor” and"),
    ),
    Fault(
        "drawing-with-a-script-in-it",
        edit("docs/images/pull-arch.svg", r"</svg>", "<script>1</script></svg>"),
        "rules",
        ("pull-arch: its picture is not as it was made: a drawing has no script like this",),
    ),
    Fault(
        "drawing-without-words",
        edit("docs/immediate-relief.md", r"!\[[^\]]+\]\(images/towel-loop", "![](images/towel-loop"),
        "rules",
        ("docs/immediate-relief.md:", "picture-words: the picture “images/towel-loop.svg” has no text alternative"),
    ),
    Fault(
        "danger-sign-removed-from-the-card",
        edit("docs/bedside-card.md", r"- \{sign: saddle-numbness in short\}\n", ""),
        "content/test_safety.py::test_the_bedside_card_has_the_danger_sign",
        ("docs/bedside-card.md: no line under #card-emergency", "RF-05"),
    ),
    Fault(
        "danger-line-removed-from-the-steps",
        edit("overrides/components/relief-now/steps.html", r'<p class="fc-now__danger">.*?</p>\n', "", re.S),
        "build",
        ("the danger line stands beside the steps 0 times",),
    ),
    Fault(
        "page-without-a-policy",
        edit("overrides/hooks/page/finished_pages.py", r"html = with_policy\(html, policy\)", "pass"),
        "site/test_content_policy.py::test_the_policy_is_the_first_thing_in_every_head",
        ("test_the_policy_is_the_first_thing_in_every_head",),
    ),
    Fault(
        "handler-that-the-policy-forbids",
        edit("overrides/components/site-header/site-header.html", r"<header class", '<header onclick="0" class'),
        "site/test_content_policy.py::test_no_page_holds_what_a_hash_cannot_allow",
        ("test_no_page_holds_what_a_hash_cannot_allow",),
    ),
    Fault(
        "stylesheet-that-blocks",
        edit("overrides/main.html", r"<style>", '<link rel="stylesheet" href="more.css"><style>'),
        "site/test_first_paint.py::test_nothing_holds_up_the_first_paint",
        ("test_nothing_holds_up_the_first_paint",),
    ),
    Fault(
        "relief-too-large-for-one-round-trip",
        edit(
            "docs/immediate-relief.md",
            r"\n(?=## Stop)",
            "\n" + " ".join(str(n * 7_919 % 90_000 + 10_000) for n in range(3_000)) + "\n{: .no-fact }\n\n",
        ),
        "site/test_first_paint.py::test_the_first_screen_of_every_page_arrives_in_one_round_trip",
        ("14,600 bytes fit into one round trip: {'immediate-relief/index.html'",),
    ),
    Fault(
        "picture-that-no-copy-can-hold",
        edit("docs/causes.md", r"\Z", "\n![A foot](images/favicon.svg)\n"),
        "build",
        ("docs/causes.md: the picture “../images/favicon", "cannot be taken along."),
        copies=True,
    ),
    Fault(
        "notice-lost-in-the-single-file",
        edit("overrides/hooks/taking_along/one_file.py", r"articles\[1:\]", "articles"),
        "site/test_safety_notice.py::test_the_single_file_says_the_notice_at_its_top_and_on_the_card_and_prints_it_on_every_sheet",
        ("The notice in full: {'page-bedside-card'",),
        copies=True,
    ),
    Fault(
        "page-that-the-worker-forgets",
        edit("overrides/hooks/taking_along/offline_worker.py",
             r"\*pages\]", "*pages[:9]]"),
        "site/test_take_along.py::test_the_worker_lists_every_page_as_it_is_published",
        ("test_the_worker_lists_every_page_as_it_is_published",),
        copies=True,
    ),
    Fault(
        "section-renamed-without-a-redirect",
        edit("docs/immediate-relief.md", r"\{#use-one-hand\}", "{#one-handed}"),
        "site/test_addresses.py::test_every_published_address_leads_to_what_it_named",
        ("docs/addresses.yml: the section “immediate-relief/#use-one-hand” is gone. Add it under `moved`",),
        copies=True,
    ),
    Fault(
        "one-id-on-two-pages",
        edit("docs/causes.md", r"\{#varicose-veins\}", "{#use-one-hand}"),
        "rules",
        ("docs/causes.md:", "id-once: the id “use-one-hand” is also at docs/immediate-relief.md:"),
    ),
    Fault(
        "preview-picture-missing",
        # Not where pictures are drawn: they would all be drawn anew.
        edit("overrides/hooks/sharing/short_addresses.py",
             r"picture = site_url \+ build\.previews", 'picture = site_url + "x" + build.previews'),
        "site/test_link_previews.py::test_a_message_shows_the_title_words_and_picture_of_every_section",
        ("its picture is not published",),
        pictures=True,
    ),
    Fault(
        "reviewer-who-does-not-exist",
        edit("overrides/hooks/sharing/structured_data.py", r'"@type": "MedicalWebPage",', '"@type": "MedicalWebPage", '
             '"reviewedBy": {"@type": "Person", "name": "Jane Roe, MD"},'),
        "site/test_structured_data.py::test_nobody_is_named_who_reviewed_or_wrote_the_guide",
        ("test_nobody_is_named_who_reviewed_or_wrote_the_guide", "no clinician has reviewed this guide"),
    ),
    Fault(
        "cautions-lost-in-the-twins",
        edit("overrides/hooks/sharing/plain_text.py", r"\.//nav \|", ".//nav | .//p[@class='fc-now__danger'] |"),
        "site/test_plain_text.py::test_a_twin_says_all_that_its_page_says",
        ("test_a_twin_says_all_that_its_page_says",),
        copies=True,
    ),
    Fault(
        "cautions-lost-in-what-is-copied",
        edit("overrides/components/share/section-text.js", r"after\(box\)\.map\(", "after(box).slice(0, 1).map("),
        "browser/test_share.py::test_what_is_copied_holds_the_whole_section_and_ends_with_where_it_stands",
        ("immediate-relief/#foot-and-toe-steps: “Never force a foot that is cold, numb or hurt.”",),
    ),
    Fault(
        "answer-of-the-check-is-the-least-urgent",
        edit("overrides/components/danger-check/danger-check.js", r"met\.find\(", "[...met].reverse().find("),
        "browser/test_tools.py::test_the_answer_is_always_the_most_urgent_level_that_is_ticked[page]",
        ("test_the_answer_is_always_the_most_urgent_level_that_is_ticked",),
    ),
    Fault(
        "check-says-that-all-is-well",
        edit("overrides/components/danger-check/danger-check.js", r"This cannot say that all", "All"),
        "browser/test_tools.py::test_an_ordinary_cramp_ticks_nothing_and_is_told_what_would_change_that",
        ("cannot say that all is well",),
    ),
    Fault(
        "sign-left-out-of-the-check",
        edit("overrides/components/danger-check/danger-check.js", r'All\("li"\)\]', 'All("li + li")]'),
        "browser/test_tools.py::test_every_sign_of_the_lists_is_a_box_and_no_other_words_are",
        ("test_every_sign_of_the_lists_is_a_box_and_no_other_words_are",),
    ),
    Fault(
        "timer-silent-about-ten-minutes",
        edit("overrides/components/hold-timer/hold-timer.js", r"const LONG = 10", "const LONG = 100"),
        "browser/test_tools.py::test_after_ten_minutes_the_timer_says_what_the_guide_says_of_that",
        ("Get help today if a cramp lasts more than 10 minutes",),
    ),
    Fault(
        "number-of-another-country",
        edit("overrides/components/country-numbers/country-numbers.js", r"country === chosen", "country !== chosen"),
        "browser/test_tools.py::test_a_choice_is_kept_only_if_the_reader_asks_and_is_shown_wherever_a_number_is_needed",
        ("UK: 999",),
    ),
    Fault(
        "what-is-read-aloud-sent-away",
        edit("overrides/components/listen/listen.js", r"localService && ", ""),
        "browser/test_tools.py::test_a_section_is_read_aloud_by_a_voice_of_the_device[page]",
        ("far",),
    ),
    Fault(
        "a-scared-readers-word-unknown-to-the-search",
        edit("docs/search-words.yml", r"lockjaw,\s", ""),
        "browser/test_search.py::test_a_question_about_a_danger_sign_leads_to_where_the_sign_is_told",
        ("“lockjaw” leads to", "where tetanus is not told"),
    ),
    Fault(
        "search-words-for-no-section",
        edit("docs/search-words.yml", r"call-an-ambulance:", "call-an-ambulence:"),
        "build",
        ("docs/search-words.yml:", "search-words: “when-to-see-a-doctor.md” has no section “call-an-ambulence”"),
    ),
    # What Markdown would close, drop or hide without a word.
    Fault(
        "end-of-an-urgency-block-deleted",
        edit("docs/when-to-see-a-doctor.md", r"(/// today\n.*?\n)///\n", r"\1", re.S),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "block-closed: the block “today” is opened here and never closed",
         "urgency-apart: the heading “Book a visit if:” stands inside the block “Same day”"),
    ),
    Fault(
        "block-that-a-build-would-never-end",
        edit("docs/about/licence.md", r"\Z", "\n> /// today\n> ///\n/// visit\nGo.\n///\n"),
        "rules",
        ("docs/about/licence.md:", "“> ///” stands behind the mark of a quotation or a list"),
    ),
    Fault(
        "urgency-block-misspelled-on-a-page-without-health",
        edit("docs/about/privacy.md", r"\Z", "\n/// emergancy\n\nCall an ambulance.\n///\n"),
        "rules",
        ("docs/about/privacy.md:", "block-closed: “emergancy” is no block. Did you mean emergency"),
    ),
    Fault(
        "urgency-block-of-a-lesser-level",
        edit("docs/when-to-see-a-doctor.md", r"^/// emergency$", "/// visit", re.M),
        "content/test_safety.py::test_the_doctor_page_has_the_danger_sign",
        ("Put the danger sign RF-01 back",),
    ),
    Fault(
        "urgency-told-in-other-words",
        edit("docs/when-to-see-a-doctor.md", r"^/// emergency$", "/// emergency | Not urgent", re.M),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "would take the place of the words that tell the urgency"),
    ),
    Fault(
        "danger-sign-written-as-a-definition",
        edit("docs/when-to-see-a-doctor.md", r"\Z", "\n[^RF-02-cold-foot]: A cold, pale foot is an emergency.\n"),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "nothing-lost: “[^RF-02-cold-foot]: A cold, pale foot"),
    ),
    Fault(
        "danger-sign-hidden-by-an-attribute",
        edit("docs/when-to-see-a-doctor.md", r"^(- \{sign: cold-foot in full\})$", r"\1\n  {: hidden }", re.M),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "carries “hidden”"),
    ),
    Fault(
        "comment-that-swallows-the-page",
        edit("docs/when-to-see-a-doctor.md", r"^/// today$", "<!-- Look at this again.\n\n/// today", re.M),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "markup-closed: a comment is opened here and never closed"),
    ),
    # What a reader would lose, or tap on and be led astray by.
    Fault(
        "row-with-a-cell-too-many",
        edit("docs/when-to-see-a-doctor.md", r"\| \*\*Ireland\*\*", "| One more | **Ireland**"),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "table-whole: this row has 4 cells, the first row 3"),
    ),
    Fault(
        "row-with-a-cell-too-few",
        edit("docs/when-to-see-a-doctor.md", r"\*\*Ireland\*\* \|", "**Ireland**"),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "table-whole: this row has 2 cells, the first row 3"),
    ),
    Fault(
        "table-that-is-printed-as-text",
        edit("docs/when-to-see-a-doctor.md", r"^\| --- \| --- \|", "| ---", re.M),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "shows a bar, which parts the cells of a table"),
    ),
    Fault(
        "column-named-by-an-icon",
        edit("docs/when-to-see-a-doctor.md", r"^\| Country", "| :material-bed:", re.M),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "heading-words: column 1 of this table says nothing in words"),
    ),
    Fault(
        "link-that-runs-a-script",
        edit("docs/causes.md", r"\Z", "\n[Call](JavaScript&#58;alert)\n{: .no-fact }\n"),
        "rules",
        ("docs/causes.md:", "link-kind: the link “JavaScript:alert” is of the kind “JavaScript:”"),
    ),
    Fault(
        "number-that-calls-another",
        edit("docs/when-to-see-a-doctor.md", r"\[999\]\(tel:999\)", "[999](tel:911)"),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "link-kind: the link “999” calls 911"),
    ),
    Fault(
        "form-in-a-page",
        edit("docs/causes.md", r"\Z", "\n<form><input><button>Send</button></form>\n"),
        "rules",
        ("docs/causes.md:", "markup-known: <form> has no place in a page of words", "markup-known: <input>"),
    ),
    Fault(
        "danger-sign-hidden-by-a-class",
        edit("docs/when-to-see-a-doctor.md", r"^(- \{sign: cold-foot in full\})$", r"\1\n  {: .md-hidden }", re.M),
        "rules",
        ("docs/when-to-see-a-doctor.md:", "markup-known: “md-hidden” is no class of a page's text"),
    ),
    Fault(
        "script-in-a-source",
        edit("docs/data/sources.json", r'("title": ")', r"\1<script>alert(1)</script>"),
        "rules",
        ("docs/data/sources.json:", "it holds “<” or “>”, which a page would take for HTML"),
    ),
    # What YAML and JSON would take without a word, or break off at.
    Fault(
        "page-twice-in-the-search-words",
        edit("docs/search-words.yml", r"\Z", "when-to-see-a-doctor.md:\n  book-a-visit: stroke\n"),
        "rules",
        ("docs/search-words.yml:", "key-once: “when-to-see-a-doctor.md” stands on line 3 too"),
    ),
    Fault(
        "certainty-twice-in-a-claim",
        edit("docs/data/claims.yaml", r"^(  certainty: .*)$", r"\1\n  certainty: high", re.M),
        "rules",
        ("docs/data/claims.yaml:", "key-once: “certainty” stands on line"),
    ),
    Fault(
        "comma-too-many-in-the-sources",
        edit("docs/data/sources.json", r"\}\s*\]\s*\Z", "},]"),
        "rules",
        ("docs/data/sources.json:", "readable: this is not JSON", "Take out the comma before it."),
    ),
    Fault(
        "title-that-yaml-reads-as-a-day",
        edit("docs/causes.md", r"^title: .*$", "title: 2026-11-23", re.M),
        "rules",
        ("docs/causes.md:2: page-record: “title” is not text: YAML reads a date there. Put the value in quotes.",),
    ),
    # Names that would lead outside the site, or to two places.
    Fault(
        "id-that-leads-outside-the-site",
        edit("docs/causes.md", r"\{#varicose-veins\}", "{#../../../../../x}"),
        "rules",
        ("docs/causes.md:", "plain-id: the name “../../../../../x” holds more than small letters", "Write “x”."),
    ),
    Fault(
        "move-that-leads-outside-the-site",
        edit("docs/addresses.yml", r"^moved:$", "moved:\n  ../../../x/: causes/", re.M),
        "rules",
        ("docs/addresses.yml:", "address: in the address “../../../x/”"),
    ),
    Fault(
        "address-that-no-page-can-carry",
        edit("mkdocs.yml", r"^site_url: .*$", "site_url: https://guide.example/?v=1", re.M),
        "rules",
        ("mkdocs.yml:", "site_url (or SITE_URL) is “https://guide.example/?v=1”", "Write it as in https://guide.example/"),
    ),
    Fault(
        "letter-of-an-author-in-the-site",
        lambda folder: (folder / "docs/about/letter.docx").write_text("Dear doctor"),
        "rules",
        ("docs/about/letter.docx:1: file-kind: “letter.docx” is no kind of file that the guide publishes",),
    ),
    Fault(
        "half-a-site-published",
        edit("overrides/hooks/steps.py", r"    config\.site_dir = str\(making\.folder\)\n", ""),
        "site/test_build.py::test_a_build_that_is_ended_leaves_the_last_good_site",
        ("test_a_build_that_is_ended_leaves_the_last_good_site",),
        alone=True,
    ),
    Fault(
        "broken-picture-published",
        edit("overrides/hooks/sharing/preview_pictures.py", r"return content if whole\(content\) else None",
             "return content"),
        "unit/test_preview_pictures.py::test_a_picture_that_was_kept_is_published_and_a_broken_one_drawn_anew",
        ("test_a_picture_that_was_kept_is_published_and_a_broken_one_drawn_anew",),
    ),
    # The house itself.
    Fault(
        "step-moved-before-what-it-needs",
        edit("overrides/hooks/steps.py", r"(        make_downloads,\n)(.*?)(        write_worker,\n)", r"\3\1\2", re.S),
        "build",
        ("these steps cannot stand in this order:", "write_worker needs “downloads”", "Move it behind that one."),
    ),
    Fault(
        "notice-lost-in-the-ebook",
        edit("overrides/hooks/taking_along/ebook.py", r"( +)_drawn\(element, paints, drawn\)\n",
             r"\g<0>\1[notice.drop_tree() for notice in element.find_class('fc-notice')]\n"),
        "site/test_safety_notice.py::test_every_chapter_of_the_ebook_shows_the_notice",
        ("Chapters without the notice",),
        copies=True,
    ),
    Fault(
        "steps-behind-the-contents-in-the-ebook",
        edit("overrides/hooks/taking_along/ebook.py", r'\*chapters, \(list_of_all, "no"\)', "list_of_all, *chapters"),
        "site/test_take_along.py::test_the_book_opens_at_the_steps_behind_its_cover",
        ("test_the_book_opens_at_the_steps_behind_its_cover",),
        copies=True,
    ),
    # What no page shows and no browser hides: a check of its own folder must see it.
    Fault(
        "text-that-is-too-pale",
        edit("overrides/stylesheets/tokens.css", r"--fc-quiet: #4f4338", "--fc-quiet: #6f6358"),
        "unit/test_tokens.py::test_every_pair_of_colors_has_its_contrast",
        ("by day, below 7:1:", "quiet on ground"),
    ),
    Fault(
        "steps-below-the-first-screen",
        edit("overrides/components/relief-now/relief-now.css",
             r"(\.fc-now--first ol \{\n  padding: )0", r"\g<1>30rem"),
        "browser/test_reading.py::test_the_steps_begin_on_the_first_screen_of_a_small_phone",
        ("the second step ends at",),
    ),
    # What one browser forgives and another does not: no iPhone would keep the guide.
    Fault(
        "script-that-asks-for-what-only-one-browser-has",
        edit("overrides/components/offline/offline.js", r"navigator\.connection\?\.", "navigator.connection."),
        "engines/test_stories.py::test_after_one_visit_every_page_opens_without_a_network[webkit]",
        ("Never true on", "navigator.serviceWorker.controller"),
    ),
    Fault(
        "network-error-that-firefox-gives-for-a-page",
        edit("overrides/components/offline/worker.js", r' && early\.type !== "error"', ""),
        "engines/test_stories.py::test_after_one_visit_every_page_opens_without_a_network[firefox]",
        ("addresses do not open", "immediate-relief/"),
        alone=True,
    ),
    # A sign that catches what it should not, or lets go what it should catch.
    Fault(
        "sign-widened-by-soreness",
        edit("docs/data/danger-signs.yml", r"becomes \[swollen \|", "becomes [swollen | sore |"),
        "content/test_danger_signs.py::test_a_story_meets_signs_of_its_level_and_of_none_above",
        ("would be told: ['one leg becomes swollen, sore, warm or a new color']",),
    ),
    Fault(
        "sign-widened-to-every-cramp-on-a-statin",
        edit(
            "docs/data/danger-signs.yml",
            r"new muscle \[pain.*",
            '[new muscle pain | cramps you cannot explain] on a statin"',
        ),
        "content/test_danger_signs.py::test_a_story_meets_signs_of_its_level_and_of_none_above",
        ("I take a statin. Cramps wake me twice a week", "would be told: ['new muscle pain or cramps you cannot"),
    ),
    Fault(
        "sign-moved-one-level-down",
        # A sign that has a picture would stop the build before any test.
        edit("docs/data/danger-signs.yml", r"(id: tight-leg\n  level: )emergency", r"\1today"),
        "content/test_danger_signs.py",
        ("Since my fall the shin is tight and swollen", "tight-leg is below RF-06-tight-leg, which says emergency"),
    ),
    Fault(
        "sign-at-two-levels-on-two-pages",
        edit(
            "docs/causes.md",
            r"\Z",
            "\nCall an ambulance if one leg becomes swollen, warm or a new color.\n{: .no-fact }\n",
        ),
        "content/test_danger_signs.py::test_each_sign_stands_at_one_level_on_all_pages",
        ("docs/causes.md:", "tells “one-leg” as emergency, not as today"),
        alone=True,
    ),
    Fault(
        "sign-in-words-of-its-own",
        edit("docs/causes.md", r"\Z", "\nGet help today if one leg is swollen or sore.[^S01-clot]\n"),
        "rules",
        ("docs/causes.md:", "sign-by-name: “today” and a marker of the danger sign “one-leg”", "Write {sign: one-leg}"),
    ),
    Fault(
        "sign-named-wrongly",
        edit("docs/immediate-relief.md", r"\{sign: cold-foot\}", "{sign: cold-fot}"),
        "rules",
        ("docs/immediate-relief.md:", "sign-known: “{sign: cold-fot}” is no danger sign. Did you mean cold-foot"),
    ),
    # Without a network.
    Fault(
        "page-missing-from-those-kept-first",
        edit("overrides/hooks/taking_along/offline_worker.py", r', "bedside-card/"\)', ")"),
        "unit/test_take_along.py::test_the_worker_keeps_pages_and_what_they_need_the_most_needed_first",
        ("kept first: ['', 'immediate-relief/', 'when-to-see-a-doctor/', 'assets/guide.js']",),
    ),
    Fault(
        "network-error-taken-for-a-page",
        edit("overrides/components/offline/worker.js", r' && early\.type !== "error"', ""),
        "browser/test_offline.py::test_a_kept_page_is_shown_wherever_the_network_has_none_to_give",
        ("early Promise.resolve(Response.error()), late Promise.reject(new TypeError('no line')): no page",),
    ),
    Fault(
        "sign-in-page-kept-for-a-page",
        edit("overrides/components/offline/worker.js", r"if \(\(await digest\(body\)\).*?\) return new", "return new"),
        "browser/test_offline.py::test_where_nothing_is_what_is_meant_there_is_no_worker_and_the_reader_is_told",
        ("Your browser could not keep the guide.",),
    ),
    # What hinders those who use keys, or hear the page.
    Fault(
        "focus-without-a-mark",
        edit("overrides/stylesheets/prose.css", r"(:focus-visible \{\n  outline: )3px", r"\g<1>0"),
        "browser/test_keyboard.py::test_as_a_reader_has_set_it_every_kind_of_stop_is_seen_and_under_nothing[night]",
        ("is not seen to have the focus: <a",),
    ),
    Fault(
        "focus-hidden-under-a-bar",
        edit("overrides/components/search/dialog.css", r"scroll-padding-top: 6rem", "scroll-padding-top: 0"),
        "browser/test_keyboard.py::test_the_search_and_the_choices_for_sharing_are_walked_through_and_left",
        ("is hidden under fc-dialog__bar: <a",),
    ),
    Fault(
        "keys-that-are-held-captive",
        edit("overrides/components/search/search.js", r'addEventListener\("keydown", \(event\) => \{\n',
             r'\g<0>if (event.key === "Tab") event.preventDefault()\n'),
        "browser/test_keyboard.py::test_the_tab_key_goes_through_a_whole_page_and_out_of_it_at_both_ends",
        ("The Tab key does not go through index.html and out of it",),
    ),
    Fault(
        "heading-level-skipped-in-a-template",
        edit("overrides/components/evidence-notes/evidence-notes.html", r"<h2( id=\"notes\".*?)</h2>", r"<h5\1</h5>"),
        "site/test_headings.py::test_every_page_has_one_h1_and_levels_that_rise_by_one",
        ("index.html: levels jump [(2, 5)]",),
    ),
    Fault(
        "links-without-a-name",
        edit("overrides/components/site-header/site-header.html", r"\{\{ item\.title \}\}", ""),
        "site/test_link_names.py::test_every_link_has_a_name_that_says_something",
        ("Name what these links lead to:", "causes/index.html: “” (..)"),
    ),
    Fault(
        "rule-of-wcag-called-tested-and-never-checked",
        edit("docs/about/accessibility.md", r"(3\.1\.6 Pronunciation\*\* \| )No", r"\1Yes, tested"),
        "site/test_conformance.py::test_a_criterion_is_called_tested_if_a_check_proves_it",
        ("Name a check in tests/support/wcag.yml", "['3.1.6']"),
    ),
]  # fmt: skip
