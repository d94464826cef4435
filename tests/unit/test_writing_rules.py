"""Every rule has a page that passes and a page that fails."""

import re
from types import SimpleNamespace

import lxml.html
import markdown
import pytest

from evidence.evidence_rules import RULES, EvidencedSite, known_claim, sign_by_name, site_of
from support.fixture_scope import shared
from support.registers import register
from support.source_pages import RECORD
from words.cautions import Caution, tell_cautions
from words.danger_signs import DangerSign, tell_signs
from words.source_page import SourcePage, markdown_maker
from words.writing_rules import (
    Site,
    _is_own_link,
    answer_first,
    file_faults,
    link_lands,
    markup_known,
    nothing_hidden,
    nothing_lost,
    page_name,
    problems,
)

SOURCE = {"id": "s", "type": "webpage", "title": "Cramps"}
FACT = {
    "id": "R03-strap", "topic": "relief", "statement": "A statement.", "detail": "Some figures.",
    "population": "adults", "design": "a survey", "certainty": "low", "certainty_basis": "Our own rating.",
    "indirectness": "The calf.", "sources": ["s"], "verified": True, "priority": "core",
}  # fmt: skip
OURS = {**FACT, "id": "P41-soap", "sources": [], "publish": "our-advice"}
OURS_TOO = {**OURS, "id": "P40-activity"}
HIDDEN = {**FACT, "id": "TEL-09-india", "publish": "never"}
SIGN = DangerSign.model_validate({"id": "leg", "level": "today", "if": "a leg swells", "claims": ["R03-strap"]})
CAUTIONS = {"force": Caution(id="force", say="**Never force** it.", claims=["R03-strap"])}
REGISTER = register([FACT, OURS, OURS_TOO, HIDDEN], [SOURCE])
FINE = "[a](other.md#there) ![A foot](foot.svg) [b](#one)[^R03-strap]\n"
GOOD = RECORD + "## One {#one}\n\n### Two {#two}\n\n" + FINE
OTHER = RECORD + "## There {#there}\n"

# For each rule: a page that breaks it, the line it must name, and words of the message.
BROKEN = {
    "block-closed": (
        GOOD + "\n/// today\n\nGo.[^R03-strap]\n",
        17,
        "the block “today” is opened here and never closed",
    ),
    "answer-first": (RECORD + "Go.[^own]\n\n/// answer\nGo.[^own]\n///\n", 13, "an answer stands elsewhere"),
    "details-plain": (
        RECORD + "/// details | More about it\n\n## One {#one}\n///\n",
        11,
        "“One” stands in the closed block “More about it”",
    ),
    "caution-known": (GOOD + "\n{caution: foce}\n", 17, "“{caution: foce}” is no caution. Did you mean force?"),
    "caution-once": (
        GOOD + "\n{caution: force}\n\n{caution: force}\n",
        19,
        "the caution “force” stands in this section already, on line 17",
    ),
    "sure-known": (GOOD + "\nIt helps. {sure: R03-srtap}[^R03-strap]\n", 17, "“{sure: R03-srtap}” is no claim"),
    "markup-closed": (GOOD + "\n<div>\n\nGo.[^R03-strap]\n", 17, "<div> is opened here and never closed"),
    "markup-known": (GOOD + "\n<iframe></iframe>\n", 17, "<iframe> has no place in a page of words"),
    "link-kind": (RECORD + "text\n\n[a](javascript:b)[^R03-strap]\n", 13, "is of the kind “javascript:”"),
    "table-whole": (
        RECORD + "| A | B |\n| --- | --- |\n| a[^R03-strap] | b |\n| a[^R03-strap] |\n",
        14,
        "this row has 1 cell, the first row 2",
    ),
    "heading-words": (RECORD + "## :material-bed: {#bed}\n", 11, "a heading says nothing in words"),
    "urgency-apart": (
        RECORD + "/// today\n\n## One {#one}\n\nGo.[^R03-strap]\n\n## Two {#two}\n///\n",
        17,
        "the heading “Two” stands inside the block “Same day”",
    ),
    "nothing-lost": (
        GOOD + "\n[^R03-strap]: Call an ambulance.\n",
        17,
        "“[^R03-strap]: Call an ambulance.” does not come out as text",
    ),
    "nothing-hidden": (GOOD + "\nGo.[^R03-strap]\n{: hidden }\n", 17, "“Go.” carries “hidden”"),
    "plain-id": (RECORD + "## One {#Über-uns}\n", 11, "Write “uber-uns”."),
    "page-record": (GOOD.replace("reviewed: 2026-11-23\n", "", 1), 1, "“reviewed” is missing"),
    "one-h1": (RECORD + "# Again {#again}\n", 11, "“Again” is a second h1"),
    "heading-levels": (RECORD + "## One {#one}\n\n#### Deep {#deep}\n", 13, "“Deep” is an h4 below an h2"),
    "heading-once": (RECORD + "## One {#one}\n\n## One {#two}\n", 13, "“One” stands on line 11 too"),
    "heading-id": (RECORD + "## One {#one}\n\n## Two words\n", 13, "“Two words” has no id of its own"),
    "id-once": (RECORD + "## One {#there}\n", 11, "the id “there” is also at docs/other.md:11"),
    "link-lands": (RECORD + "text\n\n[a](other.md#nowhere)\n", 13, "Sections there: there"),
    "picture-words": (RECORD + "![](foot.svg)\n", 11, "“foot.svg” has no text alternative"),
    "known-claim": (RECORD + "A strap.[^R03-srtap]\n", 11, "Did you mean R03-strap?"),
    "sign-known": (GOOD + "\n- {sign: lg}\n", 17, "“{sign: lg}” is no danger sign. Did you mean leg?"),
    "sign-by-name": (GOOD + "\nGet help today for it.[^R03-strap] {sign: leg}\n", 17, "Write {sign: leg}"),
    "marker-apart": (RECORD + "In Canada call [911](tel:911)[^R03-strap]\n", 11, "right after the number “911”"),
    "fact-marked": (RECORD + "Told.[^R03-strap]\n\nA **strap** helps.\n", 13, "“A strap helps.” rests on nothing"),
    "emergency-plain": (RECORD + "/// emergency\n\nGo.\n///\n\nx\n{: .no-fact }\n", 13, "no claim is named after"),
    "advice-said": (RECORD + "Soap is fine.[^P41-soap]\n", 11, "P41-soap is our own advice"),
    "certainty-matches": (
        RECORD + "| How sure | What |\n| --- | --- |\n| High[^R03-strap] | x |\n",
        13,
        "The register says “Low”",
    ),
    "phone-country": (RECORD + "Call 111.[^R03-strap]\n", 11, "the number 111 stands without its country"),
    "own-host": (RECORD + '<script src="https://cdn.example/a.js"></script>\n', 11, "from another host"),
}


@pytest.fixture(scope=shared)
def find(config):
    make = markdown_maker(config)

    def find(text):
        signs = {"leg": SIGN}
        page = SourcePage("page.md", tell_cautions(tell_signs(text, signs), CAUTIONS), make, written=text)
        pages = {"page.md": page, "other.md": SourcePage("other.md", OTHER, make)}
        site = EvidencedSite(pages, frozenset([*pages, "foot.svg"]), REGISTER, signs, cautions=CAUTIONS)
        # Most pages here are too small to answer anything.
        return [
            problem
            for problem in problems(site, RULES)
            if problem.path == "docs/page.md" and "no answer opens" not in problem.wrong
        ]

    return find


def test_a_good_page_passes_every_rule(find):
    assert find(GOOD) == []


def test_every_rule_has_a_page_that_breaks_it():
    # A page's name is no part of its text: it has tests of its own.
    assert {*BROKEN, "page-name"} == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_page_fails_its_rule_with_file_line_and_advice(find, rule):
    text, line, words = BROKEN[rule]
    told = find(text)
    found = [problem for problem in told if problem.rule == rule]
    assert [problem.line for problem in found] == [line], "\n".join(map(str, told))
    assert words in str(found[0])
    assert str(found[0]).startswith(f"docs/page.md:{line}: {rule}: ")
    assert re.fullmatch(rf".+[.?”] See RULES\.md#{rule}", found[0].mend)


def test_all_offenders_are_named_at_once(find):
    text = (
        RECORD
        + "#### Deep\n\n## One {#one}\n\n## One {#there}\n\n![](foot.svg)[^R03-strap]\n\n[a](gone.md)[^R03-strap]\n"
    )
    assert {problem.rule for problem in find(text)} == {
        "heading-levels", "heading-once", "id-once", "picture-words", "link-lands",
    }  # fmt: skip


def test_a_second_script_of_another_host_in_other_clothes_is_found(find):
    for html in (
        '<img alt="x" src="//cdn.example/a.png">',
        '<video poster="https://cdn.example/a.png"></video>',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
        '<iframe src="https://cdn.example/"></iframe>',
    ):
        assert "own-host" in {problem.rule for problem in find(RECORD + html + "\n")}, html


def test_a_page_of_health_without_an_answer_is_named_and_one_that_states_nothing_needs_none(config):
    def answers(text):
        page = SourcePage("page.md", text, markdown_maker(config), written=text)
        return [(line, f"{wrong}. {mend}") for line, wrong, mend in answer_first(page, None)]

    none = "no answer opens this page. Begin its text with /// answer and end it with ///."
    assert answers(RECORD + "Go.[^own]\n") == [(11, none)]
    assert answers(RECORD.replace("history:", "health: false\nhistory:", 1) + "Go.\n") == []
    answer = "/// answer\nGo.[^own]\n///\n"
    assert answers(RECORD + answer) == [(3, "the answer says what this page is about. Take the line out.")]
    bare = "".join(line for line in RECORD.splitlines(keepends=True) if not line.startswith("description"))
    assert answers(bare + answer) == []
    late = "an answer stands elsewhere than at the page's beginning. Keep one, as the first block of the text."
    assert answers(bare + "First.[^own]\n\n" + answer) == [(12, late)]
    assert answers(bare + answer.replace("Go.", "Go. " * 50)) == []
    long = "the answer has 51 words; 50 are the most. Say less here, and the rest below."
    assert answers(bare + answer.replace("Go.", "Go. " * 51)) == [(10, long)]


def test_a_danger_sign_is_not_folded_away(find):
    told = find(GOOD + "\n/// details | More\nSo.[^own]\n\n- {sign: leg}\n///\n\n- {sign: leg}\n")
    assert [str(problem) for problem in told] == [
        "docs/page.md:20: details-plain: the danger sign {sign: leg} stands in a closed block. Keep a heading, or a"
        " danger sign, in the open. See RULES.md#details-plain"
    ]


def test_what_stands_behind_a_block_within_a_closed_one_is_folded_away_as_well(find):
    inner = "/// html | p\nSo.[^own]\n///\n\n{sign: leg}\n"
    told = find(f"{GOOD}\n//// details | More\nSo.[^own]\n\n{inner}////\n")
    assert [(problem.rule, problem.line) for problem in told] == [("details-plain", 24)]
    told = find(f"{GOOD}\n/// details | More\n\n#### {'Wordy ' * 11}\n\nSo.[^own]\n///\n")
    (plain,) = [problem for problem in told if problem.rule == "details-plain"]
    assert f"“{('Wordy ' * 11)[:60]}” stands in the closed block “More”" in str(plain)


def test_a_caution_stands_once_before_the_first_section_too(find):
    told = find(RECORD + "{caution: force}\n\n{caution: force}\n")
    assert ("caution-once", 13) in [(problem.rule, problem.line) for problem in told]


def test_a_caution_may_stand_again_in_the_next_section(find):
    assert find(GOOD + "\n{caution: force}\n\n## Next {#next}\n\n{caution: force}\n") == []


def test_a_sign_that_is_named_is_no_sign_in_words_of_its_own(find):
    assert find(GOOD + "\n- {sign: leg}\n- {sign: leg in full}\n\nIt can swell.[^R03-strap]\n") == []


def test_a_link_may_leave_the_site(find):
    assert find(RECORD + "[a study](https://doi.org/10.1000/1) and [mail](mailto:a@b.example)[^R03-strap]\n") == []


def test_a_heading_inside_an_urgency_block_counts(find):
    text = RECORD + "/// emergency\n## One {#one}\n\n#### Deep {#deep}\n///\n\nFrom:[^R03-strap]\n"
    assert [(problem.rule, problem.line) for problem in find(text)] == [("urgency-apart", 14)]
    text = RECORD + "/// emergency\n#### Deep {#deep}\n///\n\nFrom:[^R03-strap]\n"
    assert [(problem.rule, problem.line) for problem in find(text)] == [("heading-levels", 12)]


def test_front_matter_that_yaml_cannot_read_is_named(find):
    found = find(GOOD.replace("title: A page", "title: [A page"))
    assert str(found[0]).startswith("docs/page.md:3: page-record: this is not YAML")
    assert "Close the bracket" in found[0].mend
    found = find(GOOD.removeprefix("---\n"))
    assert "no front matter that can be read" in str(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "A strap helps.[^R03-strap]",
        "Do this.[^R03-strap]\n\n1. Take a strap.\n2. Pull it.",
        "1. Take a strap.\n2. Pull it.\n\nThese steps are an expert's tip.[^R03-strap]",
        "It helps:\n\n- a strap[^R03-strap]\n- a belt[^R03-strap]",
        "Lie still.[^own]",
        "See the next page.\n{: .no-fact }",
        "Read on:[^R03-strap]\n\n- a strap\n\n- a belt",
        "| What | Why |\n| --- | --- |\n| Strap | It helps.[^R03-strap] |",
        "/// emergency\n\nCall now if you faint.\n///\n\nThis comes from:[^R03-strap]",
        "/// visit\n\nGo soon.[^R03-strap]\n///",
        "Do this:\n\n1. Pull it.[^R03-strap]",
        "It helps:\n\n| What |\n| --- |\n| A strap[^R03-strap] |",
        "Strap\n\n:   It helps.[^R03-strap]\n\n    It is cheap.",
        "/// emergency\n\nCall now if you faint.\n///\n\nThese come from:\n\n- a strap[^R03-strap]",
    ],
)
def test_a_statement_is_covered(find, text):
    assert find(RECORD + text + "\n") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A strap helps:\n\nIt does.[^R03-strap]", 11),
        ("Told.[^R03-strap]\n\nMore.[^R03-strap]\n\n- a strap\n", None),
        ("Told.[^R03-strap]\n\n## One {#one}\n\n- a strap\n", 15),
        ("It helps:\n\n- a strap[^R03-strap]\n- a belt", 14),
        ("| What | Why |\n| --- | --- |\n| Strap | It helps. |", 13),
        ("1. Take a strap.\n\nThen rest.[^R03-strap]", 11),
        ("| What | Why |\n| --- | --- |\n| **Strap** | It helps. |", 13),
        ("Strap\n\n:   It helps.", 13),
    ],
)
def test_a_statement_is_not_covered(find, text, line):
    assert [problem.line for problem in find(RECORD + text + "\n")] == ([line] if line else [])


def test_a_marker_behind_an_exclamation_mark_is_no_picture(find):
    assert find(RECORD + "Stop![^R03-strap]\n") == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        # What only we advise, wherever it stands.
        ("- Soap is fine.[^P41-soap]", [(11, "advice-said")]),
        ("| What |\n| --- |\n| Soap is fine.[^P41-soap] |", [(13, "advice-said")]),
        ("Soap\n\n:   It is fine.[^P41-soap]", [(13, "advice-said")]),
        ("Soap\n:   It is fine.[^P41-soap]", [(12, "advice-said")]),
        ("Soap is fine.[^P41-soap][^R03-strap]", []),
        ("- Soap is fine.[^P41-soap][^own]", []),
        ("- Soap is fine, in our reading.[^own]", [(11, "advice-said")]),
        # What follows an emergency block: all of it, and behind each one.
        ("/// emergency\n\nGo.\n///\n\nFrom:[^R03-strap]\n\nMore.\n{: .no-fact }", []),
        (
            "/// emergency\n\nGo.\n///\n\n## One {#one}\n\nFrom:[^R03-strap]\n\n/// emergency\n\nRun.\n///",
            [(13, "emergency-plain"), (22, "emergency-plain")],
        ),
        # How sure, in each row.
        (
            "| How sure | What |\n| --- | --- |\n| High | x[^R03-strap] |\n| High[^R03-strap] | y |"
            "\n| Low[^R03-strap] | z |",
            [(13, "certainty-matches"), (14, "certainty-matches")],
        ),
        (
            "| A |\n| --- |\n| x[^R03-strap] |\n\n| What | How sure |\n| --- | --- |\n| y | High[^R03-strap] |",
            [(17, "certainty-matches")],
        ),
        ("**How sure:** Low.[^R03-strap][^P41-soap]", []),
        ("How sure: we say it.[^R03-strap] High.[^R03-strap]", []),
        ("> How sure: High.[^R03-strap]", [(11, "certainty-matches")]),
        # A letter parts a number from a marker, as any word does.
        ("In room 911 X.[^R03-strap]", [(11, "phone-country")]),
        ("/// emergency\n\nGo.\n///\n\n/// details | Where it comes from\nFrom:[^R03-strap]\n///", []),
        # An emergency block of its title alone.
        ("/// emergency\n///\n\nFrom:[^R03-strap]", []),
        ("/// emergency\n///\n\nMore.\n{: .no-fact }", [(1, "emergency-plain")]),
        # A phone number, once wherever it stands.
        ("- Call 111 now.[^R03-strap]\n\n    More.", [(11, "phone-country")]),
        ("Where\n\n:   Call 111 now.[^R03-strap]\n\n    More.", [(13, "phone-country")]),
        ("| Where | Call |\n| --- | --- |\n| Canada | 911 now[^R03-strap] |", []),
        ("| Where | Call |\n| --- | --- |\n| Here. | 911 now[^R03-strap] |", [(13, "phone-country")]),
        ("| Where | Call |\n| --- | --- |\n| 911 now[^R03-strap] | Canada |", []),
        ("| Call | Where |\n| --- | --- |\n| Call 911. | Here in Canada.[^R03-strap] |", []),
        # What stands in a list item, or behind a term, is one.
        (
            "- Canada: a nurse answers\n\n    811 at once[^R03-strap]\n\nCall 111 now.[^R03-strap]",
            [(15, "phone-country")],
        ),
        ("Nurse\n\n:   Canada: she answers\n\n    811 at once[^R03-strap]", []),
        ("Go on! Call 111 now.[^R03-strap] In Wales? Call 111 now.[^R03-strap]", [(11, "phone-country")]),
    ],
)
def test_each_kind_of_block_is_looked_at_by_the_rules_of_evidence(find, text, faults):
    assert [(problem.line, problem.rule) for problem in find(RECORD + text + "\n")] == faults


def test_a_page_that_states_nothing_about_health_needs_no_marker(find):
    record = RECORD.replace("history:", "health: false\nhistory:", 1)
    assert find(record + "Your visit is yours.\n") == []
    assert find(record + "What it says of itself is our own view.\n") == []


def test_a_claim_that_may_not_be_published_cannot_be_cited(find):
    assert "may not be published" in "".join(map(str, find(RECORD + "Call.[^TEL-09-india]\n")))


@pytest.mark.parametrize(("word", "rules"), [("Low", []), ("Low for most", []), ("High", ["certainty-matches"])])
def test_a_paragraph_says_how_sure_as_the_register_does(find, word, rules):
    assert [problem.rule for problem in find(RECORD + f"**How sure:** {word}.[^R03-strap]\n")] == rules


def test_a_marker_does_not_follow_the_period_of_a_phone_number(find):
    text = RECORD + "In Canada call [911](tel:911).[^R03-strap] It takes 3 to 5.[^R03-strap]\n"
    assert [problem.rule for problem in find(text)] == ["marker-apart"]


def test_a_marker_inside_an_emergency_block_is_refused(find):
    text = RECORD + "/// emergency\n\nGo.[^R03-strap]\n///\n\nFrom:[^R03-strap]\n"
    assert [problem.rule for problem in find(text)] == ["emergency-plain"]


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("In England, Scotland and Wales call 111.", []),
        ("In New Zealand call 111. In the UK it is advice. Call 111 there.", ["phone-country"]),
        ("In the US it is 1-800-222-1222.", []),
        ("Call 1-800-222-1222, or 911, at once.", ["phone-country", "phone-country"]),
        ("Call 911 in Canada, 000 in Australia.", []),
        ("Call 0800 123 456 in New Zealand.", ["phone-country"]),
        ("About 112 people and 1,566 adults took part in 2012-2013.", []),
        ("It took 10 to 12 minutes, 0.5 or 111 in 1,000.", []),
    ],
)
def test_a_phone_number_needs_its_country_in_the_same_sentence(find, sentence, rules):
    assert [problem.rule for problem in find(RECORD + sentence + " Wait.[^R03-strap]\n")] == rules


SAFE = "HTML that may stand there: a, b,"
TABLE = "| A | B |\n| --- | --- |\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        # Links, as a browser would read them.
        ("[a](JaVaScript:b)", 11, "link-kind: the link “JaVaScript:b” is of the kind “JaVaScript:”"),
        ("[ab]( javascript:b )", 11, "of the kind “javascript:”"),
        ("[words](java\tscript:b)", 11, "“java script:b” holds a blank, a line break or \\"),
        ("[words](java\nscript:b)", 11, "link-kind: the link “java script:b” holds a blank"),
        ("[words](javascript&#58;b)", 11, "of the kind “javascript:”"),
        ("[words](&#106;avascript&colon;b)", 11, "of the kind “javascript:”"),
        ('<a href="&#1;javascript:b">words</a>', 11, "holds a blank, a line break or \\"),
        ('<a href="java&Tab;script:b">words</a>', 11, "holds a blank, a line break or \\"),
        ("[words][a]\n\n[a]: javascript:b", 13, "link-kind: the link “javascript:b” is of the kind “javascript:”"),
        ("<javascript:b>", 11, "markup-known: <javascript:b> has no place"),
        ("[words](other.md){: href=javascript:b }", 11, "of the kind “javascript:”"),
        ("[words](javascript%3Ab)", 11, "link-lands: "),
        ("[a](data:text/html,b)", 11, "of the kind “data:”"),
        ("![a](data:image/png;base64,AAAA)", 11, "of the kind “data:”"),
        ("[a](vbscript:b)", 11, "of the kind “vbscript:”"),
        ("[a](file:///b)", 11, "of the kind “file:”"),
        ("[a](blob:https://b.example/c)", 11, "of the kind “blob:”"),
        ("<ftp://b.example/>", 11, "of the kind “ftp:”"),
        ("[a](sms:911)", 11, "begin it with https:, mailto:, tel:."),
        ("[a](//b.example/)", 11, "Write https://b.example/."),
        ("[a](/\\b.example/)", 11, "holds a blank, a line break or \\"),
        ("[a](http://b.example/)", 11, "could be read and changed on its way. Write https://b.example/."),
        ("<http://b.example/>", 11, "Write https://b.example/."),
        ("[a](https://b.example@c.example/)", 11, "is not written as https: is"),
        ("[a](https://[b)", 11, "is not written as https: is"),
        ("![a](//[b)", 11, "own-host: "),
        ("[a](mailto:a@b.example?body=c)", 11, "is not written as mailto: is"),
        ("In Ireland call [112](tel:999) now.", 11, "the link “112” calls 999. Call the number that a reader sees."),
        # HTML, and attributes in any clothes.
        ("<ScRipt>a</script>", 11, SAFE),
        ("a `\n\n<script>b</script>\n\n`", 13, "markup-known: <script>"),
        ("- a <form><input></form>", 11, "markup-known: <input>"),
        ("<details><summary>a</summary>b</details>", 11, "markup-known: <summary>"),
        ("<video src=a.mp4></video>", 11, "markup-known: <video>"),
        ("<svg><path d=M0 /></svg>", 11, "markup-"),
        ("<base href=other.md>", 11, "markup-known: <base>"),
        ("<html><body><p>a</p></body></html>", 11, "markup-known: <body>"),
        ("/// html | script\n\na\n///", 13, "markup-known: <script>"),
        ("/// html | section\n\nSome words\n///", 13, "markup-known: <section>"),
        ("<a href=other.md target=_blank>a</a>", 11, "<a> carries “target”, which no page needs"),
        ("Words here.\n{: title=a }", 11, "<p> carries “title”, which no page needs. Take it out. It may carry:"),
        ('[words](other.md "a title")', 11, "<a> carries “title”"),
        ("[words](other.md){: role=doc-noteref }", 11, "<a> carries “role”"),
        ("Words here.\n{: .md-hidden }", 11, "“md-hidden” is no class of a page's text. Take it out. Known: fc-"),
        ("Words here.\n{: onclick=a }", 11, "nothing-hidden: “Words here.” carries “onclick”"),
        ("## Words {#words style=a }", 11, "nothing-hidden: “Words” carries “style”"),
        ("[words](other.md){: onfocus=a }", 11, "“words” carries “onfocus”"),
        (TABLE + "| words {onclick=a} | b |", 13, "“words” carries “onclick”"),
        ("<b/onclick=a>words</b>", 11, "“words” carries “onclick”"),
        ('<img src="foot.svg" alt="" onerror="a">', 11, "<img> carries “onerror”"),
        ("/// html | div[onclick=a]\n\nwords\n///", 13, "“words” carries “onclick”"),
        ("words <!-- a comment --> here", 11, "markup-closed: a comment stands here"),
        ("<!doctype html>", 11, "markup-closed: "),
        # Tables.
        (TABLE + "| a | b | A |", 13, "table-whole: this row has 3 cells, the first row 2"),
        ("A | B\n--- | ---\na | b | c", 13, "this row has 3 cells"),
        (TABLE + "| a | b |\nwords", 14, "this row has 1 cell, the first row 2"),
        ("- a\n\n    | A | B |\n    | --- | --- |\n    | a |", 15, "this row has 1 cell"),
        ("> " + TABLE.replace("\n|", "\n> |") + "> | a |", 13, "this row has 1 cell"),
        ("| A | B |\n| --- |\n| a | b |", 11, "“| A | B |” shows a bar, which parts the cells of a table"),
        ("| A | B |\n\n| --- | --- |\n| a | b |", 13, "“| --- | --- |” shows a bar"),
        ("words\n" + TABLE + "| a | b |", 12, "“| A | B |” shows a bar"),
        (TABLE + "| `a | b` | c |", 13, "“a | b” shows a bar"),
        (TABLE + "| a \\| b | c |", 13, "“a | b” shows a bar"),
        (TABLE, 11, "this table has no row"),
        (TABLE + "| | |", 13, "this row is empty"),
        ("| A | |\n| --- | --- |\n| a | b |", 11, "heading-words: column 2 of this table says nothing in words"),
        ("| A | :material-bed: |\n| --- | --- |\n| a | b |", 11, "column 2 of this table says nothing"),
        ("| A | B |\n| --- | :-: |\n| a | b |", 12, "“:” aligns a column by a style"),
        ("## {#a}", 11, "a heading says nothing in words"),
    ],
)  # fmt: skip
def test_what_could_lead_astray_or_be_lost_is_refused_by_its_name(find, text, line, words):
    told = find(RECORD.replace("history:", "health: false\nhistory:", 1) + text + "\n")
    # The record has a line more.
    assert [fault for fault in told if fault.line == line + 1 and words in str(fault)], "\n".join(map(str, told))


@pytest.mark.parametrize(
    "text",
    [
        "See <https://b.example/> and <me@b.example> and [a](https://b.example:8000/c_d?e=javascript:f#g)",
        "In Canada call [911](tel:911), in the US [1-800-222-1222](tel:1-800-222-1222) now.",
        'H<sub>2</sub>O<br>and <kbd>Esc</kbd> and <span lang="de" dir="ltr">Fu\u00df</span>',
        "Write `a | b` or `<script>` or 5 < 6.",
        "&lt;script&gt;",
        TABLE + "| a | |\n| **b** | `c` |",
        "| A |\n| --- |\n| a |",
        # One brace is a letter like others.
        "Write { for a block here.\n\nWrite } for its end there.",
        "10<sup>[on](other.md)</sup>",
    ],
)
def test_what_is_known_passes(find, text):
    assert find(RECORD.replace("history:", "health: false\nhistory:", 1) + text + "\n") == []


# What an author reads of the pages in `BROKEN`, whole, where a few words of it would not do.
WORDS = {
    "block-closed": "the block “today” is opened here and never closed. End it with a line of ///.",
    "answer-first": "an answer stands elsewhere than at the page's beginning. Keep one, as the first block of the"
    " text.",
    "details-plain": "“One” stands in the closed block “More about it”. Keep a heading, or a danger sign, in the open.",
    "caution-once": "the caution “force” stands in this section already, on line 17. Say it once, where it limits"
    " all that follows.",
    "markup-closed": "<div> is opened here and never closed. End it with </div>.",
    "urgency-apart": "the heading “Two” stands inside the block “Same day”, which has its own. Close the block before"
    " the heading.",
    "nothing-lost": "“[^R03-strap]: Call an ambulance.” does not come out as text. Take it out if it is a comment or a"
    " definition; else write it without what Markdown takes for one.",
    "nothing-hidden": "“Go.” carries “hidden”, which hides it or which its policy forbids. Take the attribute out.",
    "one-h1": "“Again” is a second h1. The title is the h1: begin the text with ##.",
    "heading-levels": "“Deep” is an h4 below an h2. Write ###: levels rise by one.",
    "heading-once": "the heading “One” stands on line 11 too. Give one other words.",
    "heading-id": "the heading “Two words” has no id of its own. End the line with {#short-name}.",
    "id-once": "the id “there” is also at docs/other.md:11. Choose another id for one.",
    "link-lands": "the link “other.md#nowhere” leads to no section of docs/other.md. Sections there: there.",
    "picture-words": "the picture “foot.svg” has no text alternative. Say between [ and ] what it teaches.",
    "own-host": "<script> pulls in “https://cdn.example/a.js” from another host. Keep a copy in docs/, or leave it out:"
    " a reader's visit is nobody else's business.",
    "known-claim": "“R03-srtap” is no claim of the register. Did you mean R03-strap?",
    "sure-known": "“{sure: R03-srtap}” is no claim whose certainty can be told. Did you mean R03-strap?"
    " docs/data/claims.yaml lists them.",
    "sign-known": "“{sign: lg}” is no danger sign. Did you mean leg? docs/data/danger-signs.yml lists them.",
    "sign-by-name": "“today” and a marker of the danger sign “leg” stand in words of their own. Write {sign: leg}, so"
    " that the sign is told alike everywhere.",
    "marker-apart": "a marker stands right after the number “911”. Put it after a word or a period.",
    "fact-marked": "“A strap helps.” rests on nothing. Add a marker such as [^R03-strap], write [^own] if it is our"
    " own advice, or {: .no-fact } if it states no fact.",
    "emergency-plain": "no claim is named after this emergency block. Add the markers.",
    "advice-said": "P41-soap is our own advice, and is not marked as that. Write [^own] beside the marker.",
    "certainty-matches": "“High” is not how sure R03-strap is. The register says “Low”.",
    "phone-country": "the number 111 stands without its country. Name it in the same sentence: UK or England or"
    " Scotland or Wales or New Zealand.",
}
# Longer than what a message repeats of it.
LONG = "One two three four five six seven eight nine ten eleven twelve"
# Other pages, the line, and all that an author reads.
TOLD = {
    "/// emergency\n\nGo.[^R03-strap]\n///\n\nFrom:[^R03-strap]": (
        13, "emergency-plain: a marker stands in an emergency block. Put it right after.",
    ),
    "| How sure | What |\n| --- | --- |\n| High | x[^R03-strap] |": (
        13, "certainty-matches: a cell under “How sure” has no marker. Name the claim whose certainty it gives.",
    ),
    "| How sure | What |\n| --- | --- |\n| High[^R03-strap] | x |": (
        13, "certainty-matches: “High” is not how sure R03-strap is. The register says “Low”.",
    ),
    "**How sure:** High.[^R03-strap]": (
        11, "certainty-matches: “High” is not how sure R03-strap is. The register says “Low”.",
    ),
    "So it is, in our view.[^own]": (
        11, "advice-said: “our view” says in a sentence what a mark says. Write [^own], and take the words out.",
    ),
    "Soap is fine, and so is a ball.[^P41-soap][^P40-activity]": (
        11, "advice-said: P40-activity, P41-soap is our own advice, and is not marked as that. Write [^own] beside the"
        " marker.",
    ),
    "Call 0800 123 456 in New Zealand.[^R03-strap]": (
        11, "phone-country: the number 0800 123 456 is not in the register. Add it with its source.",
    ),
    "It is so.[^R03-strap] But not this.[^ZZZ]": (
        11, "known-claim: “ZZZ” is no claim of the register. docs/data/claims.yaml lists the claims.",
    ),
    "It is so.[^R03-strap] Call.[^TEL-09-india]": (
        11, "known-claim: the claim “TEL-09-india” may not be published. Leave the statement out.",
    ),
    "It took 5[^R03-strap] days.": (
        11, "marker-apart: a marker stands right after the number “5”. Put it after a word or a period.",
    ),
    f"Told.[^R03-strap]\n\n{LONG}.": (
        13, f"fact-marked: “{LONG[:60]}” rests on nothing. Add a marker such as [^R03-strap], write [^own] if it is"
        " our own advice, or {: .no-fact } if it states no fact.",
    ),
    "/// today\n\n/// visit\n\nB.\n///\n///": (
        15, "urgency-apart: the block “Not urgent” stands inside the block “Same day”. Close the outer one before it.",
    ),
    "> /// today\n>\n> Go.\n> ///": (
        13, "urgency-apart: the block “Same day” stands inside <blockquote>. Begin its line at the margin, with an"
        " empty line above it.",
    ),
    "[a](gone.md)[^R03-strap]": (
        11, "link-lands: the link “gone.md” leads to no file. Name a file in docs/, relative to this one.",
    ),
    "- a\n    - b\n\n            deep": (
        14, "nothing-hidden: “deep” is indented so far that it is shown as code. Indent it by two blanks for each list"
        " that it belongs to, or not at all.",
    ),
    "### Deep {#deep}\n\nIt is.[^R03-strap]": (
        11, "heading-levels: “Deep” is an h3 below an h1. Write ##: levels rise by one.",
    ),
    '<img src="foot.svg">\n\nIt is.[^R03-strap]': (
        11, "picture-words: the picture “foot.svg” has no text alternative. Say between [ and ] what it teaches.",
    ),
    "## B {#b}\n\n## A {#a}\n\n[x](#nowhere)[^R03-strap]": (
        15, "link-lands: the link “#nowhere” leads to no section of docs/page.md. Sections there: a, b.",
    ),
    "## {#a}": (11, "heading-words: a heading says nothing in words. Write what stands below it."),
    "| A | |\n| --- | --- |\n| a[^R03-strap] | b |": (
        11, "heading-words: column 2 of this table says nothing in words. Name what stands in it.",
    ),
    "| A | B |\n| --- |\n| a | b[^R03-strap] |": (
        11, "table-whole: “| A | B |” shows a bar, which parts the cells of a table. Put an empty line above a table,"
        " and | --- | below its first row, once a cell; else leave the bar out.",
    ),
    f"{LONG}.[^R03-strap]\n{{: hidden }}": (
        11, f"nothing-hidden: “{LONG[:60]}” carries “hidden”, which hides it or which its policy forbids. Take the"
        " attribute out.",
    ),
    "Go.[^R03-strap]\n{: inert }": (
        11, "nothing-hidden: “Go.” carries “inert”, which hides it or which its policy forbids. Take the attribute"
        " out.",
    ),
    f"Go.[^R03-strap]\n\n            {LONG}": (
        13, f"nothing-hidden: “{LONG[:60]}” is indented so far that it is shown as code. Indent it by two blanks for"
        " each list that it belongs to, or not at all.",
    ),
    f"[^ZZZ]: {LONG}.\n\nIt is.[^R03-strap]": (
        11, f"nothing-lost: “[^ZZZ]: {LONG[:52]}” does not come out as text. Take it out if it is a comment or a"
        " definition; else write it without what Markdown takes for one.",
    ),
    '<img alt="x" src="//cdn.example/a.png">[^R03-strap] [a](sms:911)': (
        11, "link-kind: the link “sms:911” is of the kind “sms:”, which no page holds. Name a file in docs/, or begin"
        " it with https:, mailto:, tel:.",
    ),
    "Go to *Ü*.[^R03-strap]\n\n## Über {#Ü}": (
        13, "plain-id: the name “Ü” holds more than small letters a to z, digits and single hyphens. Write “u”.",
    ),
    'Go.[^R03-strap]\n\n<span id="Ü">a</span>[^R03-strap]': (
        13, "plain-id: the name “Ü” holds more than small letters a to z, digits and single hyphens. Write “u”.",
    ),
    "| A | B |\n| --- | --- |\n| a[^R03-strap] | /// today |": (
        13, "block-closed: “/// today” opens or closes nothing and is printed as text. Begin the line at the margin of"
        " its text, with an empty line above it.",
    ),
    "\\/// today\nand on[^R03-strap]": (
        11, "block-closed: “/// today” opens or closes nothing and is printed as text. Begin the line at the margin of"
        " its text, with an empty line above it.",
    ),
    "| *A* | B |\n| --- |\n| a | b[^R03-strap] |": (
        11, "table-whole: “| A | B |” shows a bar, which parts the cells of a table. Put an empty line above a table,"
        " and | --- | below its first row, once a cell; else leave the bar out.",
    ),
    # A quotation has an end of its own, which closes nothing outside of it.
    "/// html | p\n> ///\n\nGo.[^R03-strap]": (
        11, "block-closed: the block “html” is never closed. End it with a line of ///.",
    ),
    # A link that Markdown made of the same words stands above.
    '[on](other.md)[^R03-strap]\n\n<a href="other.md" tabindex="1">on</a>[^R03-strap]': (
        13, "markup-known: <a> carries “tabindex”, which no page needs. Take it out. It may carry: class, dir, href,"
        " id, lang.",
    ),
    'Ten<sup><a href="other.md" role="note">on</a></sup>[^R03-strap]': (
        11, "markup-known: <a> carries “role”, which no page needs. Take it out. It may carry: class, dir, href, id,"
        " lang.",
    ),
    "/// today\n\n## One {#one}\n\nGo.[^R03-strap]\n\n# Two\n///": (
        17, "urgency-apart: the heading “Two” stands inside the block “Same day”, which has its own. Close the block"
        " before the heading.",
    ),
    "/// today\n\n## One {#one}\n\nGo.[^R03-strap]\n\n###### Two\n///": (
        17, "urgency-apart: the heading “Two” stands inside the block “Same day”, which has its own. Close the block"
        " before the heading.",
    ),
    # Two headings of the same words, and one without a name, each have their own line.
    "/// today\n\n## One {#one}\n\nGo.[^R03-strap]\n\n## One {#two}\n///": (
        17, "urgency-apart: the heading “One” stands inside the block “Same day”, which has its own. Close the block"
        " before the heading.",
    ),
    "/// today\n\n## One {#one}\n\nGo.[^R03-strap]\n\n<h2>Three</h2>\n///": (
        17, "urgency-apart: the heading “Three” stands inside the block “Same day”, which has its own. Close the block"
        " before the heading.",
    ),
    # An empty block has no words of its own that could be found.
    "> /// today\n> ///": (
        1, "urgency-apart: the block “Same day” stands inside <blockquote>. Begin its line at the margin, with an empty"
        " line above it.",
    ),
    "/// today\n\n/// visit\n///\n///": (
        1, "urgency-apart: the block “Not urgent” stands inside the block “Same day”. Close the outer one before it.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", WORDS)
def test_an_author_reads_what_is_wrong_and_what_to_do(find, rule):
    text, line, _ = BROKEN[rule]
    assert f"docs/page.md:{line}: {rule}: {WORDS[rule]} See RULES.md#{rule}" in map(str, find(text))


@pytest.mark.parametrize("text", TOLD)
def test_an_author_is_told_the_line_and_the_mend(find, text):
    line, words = TOLD[text]
    told = f"docs/page.md:{line}: {words} See RULES.md#{words.partition(':')[0]}"
    assert [str(problem) for problem in find(RECORD + text + "\n")] == [told]


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<img alt="x" src="foot.svg" srcset="//cdn.example/a.png 2x">', "//cdn.example/a.png 2x"),
        ('<object data="//cdn.example/a.png"></object>', "//cdn.example/a.png"),
        ('<form action="//cdn.example/a"></form>', "//cdn.example/a"),
    ],
)
def test_whatever_pulls_in_something_from_another_host_is_named(find, html, address):
    found = [problem for problem in find(f"{RECORD}{html}[^R03-strap]\n") if problem.rule == "own-host"]
    assert [problem.line for problem in found] == [11]
    assert f"pulls in “{address}” from another host" in found[0].wrong


def test_an_id_that_stands_in_three_places_names_the_two_others(find):
    assert [problem.wrong for problem in find(RECORD + "## One {#there}\n\n## Two {#there}\n")] == [
        "the id “there” is also at docs/page.md:13, docs/other.md:11",
        "the id “there” is also at docs/page.md:11, docs/other.md:11",
    ]


def test_each_claim_of_a_line_is_looked_up_whatever_stands_before_it(find):
    assert [problem.wrong for problem in find(RECORD + "Call.[^TEL-09-india] It is.[^ZZZ] So.[^R03-strap]\n")] == [
        "the claim “TEL-09-india” may not be published",
        "“ZZZ” is no claim of the register",
    ]


def test_an_author_is_told_each_claim_that_could_be_meant():
    site = SimpleNamespace(register=register([FACT, {**FACT, "id": "R03-belt"}], [SOURCE]))
    page = SimpleNamespace(all_lines=["It is.[^R03]"])
    ((line, _, mend),) = known_claim(page, site)
    assert (line, mend) == (1, "Did you mean R03-strap or R03-belt?")


def test_a_link_is_looked_at_whatever_a_page_pulls_in_before_it(find):
    found = find(RECORD + "![a](https://a.example/a.png)\n\n![b](javascript:c)[^R03-strap]\n")
    assert [problem.line for problem in found if problem.rule == "link-kind"] == [13]


@pytest.mark.parametrize(
    ("around", "own"),
    [("<sup>%s</sup>", True), ("<sup id='fnref-R1'>%s</sup>", False), ("<b id='fnref-R1'>%s</b>", True),
     ("<div class='fc-section-heading'>%s</div>", False), ("<p>%s</p>", True)],
)  # fmt: skip
def test_a_link_is_its_authors_unless_a_step_made_it(around, own):
    (link,) = lxml.html.fragment_fromstring(around % "<a href='#a'>a</a>").iter("a")
    assert _is_own_link(link) is own
    assert not _is_own_link(link.getparent())


@pytest.mark.parametrize(("level", "faults"), [("today", 1), ("visit", 0)])
def test_only_a_sign_that_must_not_wait_is_told_by_its_name_alone(level, faults):
    site = SimpleNamespace(signs={"leg": SIGN.model_copy(update={"level": level})})
    page = SimpleNamespace(written="Get help today for it.[^R03-strap]")
    assert len(list(sign_by_name(page, site))) == faults


def test_the_rules_may_ask_about_all_pages_files_claims_and_signs_of_a_build():
    build = SimpleNamespace(pages={"a.md": "a page"}, register=REGISTER, signs={"leg": SIGN}, cautions=CAUTIONS)
    files = [SimpleNamespace(src_uri="a.md"), SimpleNamespace(src_uri="foot.svg")]
    assert site_of(build, files) == EvidencedSite(
        {"a.md": "a page"}, frozenset(["a.md", "foot.svg"]), REGISTER, {"leg": SIGN}, cautions=CAUTIONS
    )


def test_a_link_is_seen_from_the_folder_of_its_page():
    make = lambda *more: markdown.Markdown(extensions=["toc", *more])  # noqa: E731
    page = SourcePage("a/page.md", RECORD + "[x](other.md) [y](../foot%20a.svg) [z](../gone.md)\n", make)
    other = SourcePage("a/other.md", OTHER, make)
    site = Site({"a/page.md": page, "a/other.md": other}, frozenset(["a/page.md", "a/other.md", "foot a.svg"]))
    assert list(link_lands(page, site)) == [
        (11, "the link “../gone.md” leads to no file", "Name a file in docs/, relative to this one.")
    ]


def test_a_file_of_a_kind_that_is_not_published_is_named():
    (fault,) = file_faults(["images/foot.svg", "images/foot.pdf"])
    assert str(fault) == (
        "docs/images/foot.pdf:1: file-kind: “foot.pdf” is no kind of file that the guide publishes. Take it out of"
        " docs/, or make it .csv, .json, .png, .svg."
    )


def test_words_that_no_picture_and_no_text_say_are_lost_whatever_their_letters(config):
    text = "![A foot](foot.svg) ![A leg](foot.svg)\n\n<!--\nXX\nX/// Call.\n-->\n"
    page = SourcePage("page.md", RECORD + text, markdown_maker(config))
    assert [(line, wrong) for line, wrong, _ in nothing_lost(page, None)] == [
        (14, "“XX” does not come out as text"), (15, "“X/// Call.” does not come out as text"),
    ]  # fmt: skip
    # That it is a comment is another rule's, and nothing else is wrong with it.
    assert list(markup_known(page, None)) == []
    assert list(nothing_hidden(page, None)) == []


def test_a_page_whose_name_is_no_address_is_named():
    make = lambda text: SourcePage(text, "", None, written="")  # noqa: E731
    ((line, wrong, mend),) = page_name(make("My Feet.md"), EvidencedSite({}, frozenset(), REGISTER, {}))
    assert (line, "My Feet" in wrong, "my-feet" in mend) == (1, True, True)


def test_a_page_whose_address_another_page_has_is_named():
    make = lambda text: SourcePage(text, "", None, written="")  # noqa: E731
    pages = {"a.md": make("a.md"), "a/index.md": make("a/index.md"), "b.md": make("b.md")}
    site = EvidencedSite(pages, frozenset(pages), REGISTER, {})
    assert list(page_name(pages["a.md"], site)) == [
        (1, "another page has the same address", "Rename this one or a/index.md.")
    ]
    assert list(page_name(pages["b.md"], site)) == []


def test_a_file_whose_name_is_no_address_everywhere_is_named_with_a_name_that_is_one():
    (fault,) = file_faults(["images/feet/My Foot.v2.svg", "images/foot.svg", "data/a-b.min.json"])
    assert str(fault) == (
        "docs/images/feet/My Foot.v2.svg:1: page-name: the name “images/feet/My Foot.v2.svg” holds more than small"
        " letters a to z, digits, hyphens and a file's ending. Write “my-foot…”. See RULES.md#page-name"
    )


def test_a_page_that_is_not_what_its_author_meant_has_no_other_faults_that_are_told(find):
    told = find(RECORD + "/// today\n\nA strap helps.\n\n![](foot.svg)\n")
    assert {problem.rule for problem in told} == {"block-closed"}
    # A fault of its record does not hide the others.
    told = find(RECORD.replace("reviewed: 2026-11-23\n", "", 1) + "![](foot.svg)[^R03-strap]\n")
    assert {problem.rule for problem in told} == {"page-record", "picture-words"}
