"""Each component alone: it prints what it is given, and a misspelled variable fails."""

import copy
import datetime
from types import SimpleNamespace

import jinja2
import lxml.html
import pytest

from door.settings import Publisher
from drawings.drawing import offer_drawings
from evidence.register import CERTAINTIES
from support.fixture_scope import shared
from words.page_record import long_date
from words.sections import Section

DAY = datetime.date(2026, 11, 23)
PAGE = SimpleNamespace(
    meta={"title": "T", "reviewed": DAY, "next_review": DAY, "history": [{"date": DAY, "change": "First & only."}]},
    toc=[SimpleNamespace(title="One", url="#one", children=[SimpleNamespace(title="Two", url="#two", children=[])])],
    title="Home", url="./", is_page=True, is_section=False, is_homepage=True, parent=SimpleNamespace(title="About"),
)  # fmt: skip
CLAIM = SimpleNamespace(
    id="R03-strap", code="R03", topic="relief", statement="A <b> helps.", detail="Figures & facts.", certainty="low",
    certainty_basis="Our own.", design="a survey", population="adults", indirectness="The calf.", sources=["s"],
)  # fmt: skip
NOTE = SimpleNamespace(
    claim=CLAIM, certainty=CERTAINTIES["low"], sources=(("Smith <i>A</i>.", "https://a.example/?a=1&b=2"),),
    places=(("First", ["fnref-R03-strap"]), ("Second & last", ["fnref2-R03-strap", "fnref3-R03-strap"])),
)  # fmt: skip
SCORED = SimpleNamespace(
    instrument=SimpleNamespace(name="JAMA", about="Who speaks & why.", source="https://a.example/"),
    parts=[
        SimpleNamespace(name="To act", total="1 of 2", not_yet=1, scored=[
            SimpleNamespace(
                item=SimpleNamespace(id="JA-1", asks="Names <b>.", reason="At the end."), in_words="Met",
                count=SimpleNamespace(words="Pages with a date", met=1041, of=1042),
                place=SimpleNamespace(page="causes/", id="why"),
            ),
            SimpleNamespace(
                item=SimpleNamespace(id="JA-2", asks="Has it.", reason="No."), in_words="Not yet",
                count=None, place=None,
            ),
        ])
    ],
)  # fmt: skip
SECTION = SimpleNamespace(is_page=False, is_section=True, title="About", children=[PAGE])


@pytest.fixture(scope=shared)
def render(build, config):
    env = config.theme.get_env()
    env.undefined = jinja2.StrictUndefined
    env.filters["url"] = lambda address: address
    env.filters["long_date"] = long_date
    # The steps write into the build; this one is a copy.
    build = copy.copy(build)
    build.env = env
    offer_drawings(build, env)

    def render(name, **changes):
        context = {
            "page": PAGE,
            "nav": SimpleNamespace(items=[PAGE, SECTION], pages=[PAGE], homepage=PAGE),
            "config": {
                "site_name": "Guide",
                "site_url": "https://guide.example/",
                "repo_url": "https://host.example/repo",
            },
            "lang": SimpleNamespace(t=lambda key: key),
            "publisher": Publisher(),
            "notes": [NOTE],
            "elsewhere": [("NHS", "https://a.example/")],
            "sources": [
                SimpleNamespace(id="s", initial="A", citation="<i>A & B</i>.", link="", seen="A copy.", claims=(CLAIM,))
            ],
            "source_pages": {"s": "sources/"},
            "claims": [CLAIM],
            "claim_page": lambda claim: "about/claims/",
            "uses": {"R03-strap": SimpleNamespace(url="relief/")},
            "certainties": CERTAINTIES,
            "moved": [SimpleNamespace(id="old", new_page="./", new_id="one")],
            "preview": SimpleNamespace(title="T & U", description="D.", address="https://a.example/", picture="p.png"),
            "onward": SimpleNamespace(
                title="T", heading="H", words="Go on", target="../../causes/#new", canonical="c", icon="i.svg"
            ),
            "scores": [SCORED],
            "structured_data": {"name": "</script>"},
            "sections": {"./": [Section("", 1, "The title", ""), Section("one", 2, "One & two", "")]},
        }
        html = env.get_template(f"components/{name}/{name}.html").render({**context, **changes})
        return lxml.html.fragment_fromstring(html, create_parent=True)

    return render


@pytest.mark.parametrize(
    "name",
    [
        "safety-notice",
        "relief-now",
        "relief-again",
        "relief-pointer",
        "trail",
        "contents",
        "page-record",
        "site-header",
        "site-footer",
        "evidence-notes",
        "source-list",
        "claim-list",
        "section-list",
        "scorecard",
        "moved",
        "onward",
        "structured-data",
    ],
)
def test_a_component_renders_alone(render, name):
    assert render(name).text_content().strip()


def test_the_notice_says_what_it_must(render):
    words = render("safety-notice").text_content()
    for needed in ("general information", "not a diagnosis", "not replace a doctor", "call your emergency number"):
        assert needed in words


def test_every_page_ends_with_the_very_same_steps_and_signs(render):
    first, again = render("relief-now"), render("relief-again")
    for part in ("//ol", "//p[@class='fc-now__danger']"):
        assert first.xpath(part)[0].text_content() == again.xpath(part)[0].text_content()


def test_the_first_steps_come_with_one_drawing_that_is_named(render):
    (drawing,) = render("relief-now").xpath("//svg[@role='img']")
    assert "bends them up toward the shin" in drawing.get("aria-label")


def test_the_trail_leads_home_and_names_the_part_of_the_site(render):
    trail = render("trail")
    assert trail.xpath("//a/@href") == ["./"]
    assert [item.text_content() for item in trail.xpath("//li")] == ["Home", "About"]
    assert not render("trail", page=SimpleNamespace(parent=None)).text_content().strip()


def test_the_first_steps_are_ordered_and_forty_words_at_most(render):
    steps = render("relief-now").xpath("//ol/li")
    words = " ".join(step.text_content() for step in steps).split()
    assert 3 <= len(steps) <= 4
    assert len(words) <= 40


def test_the_first_steps_lead_to_what_they_rest_on(render):
    assert "immediate-relief/#foot-and-toe-steps" in render("relief-now").xpath("//a/@href")


def test_the_record_prints_dates_changes_and_that_no_clinician_has_reviewed(render):
    words = " ".join(render("page-record").text_content().split())
    assert "Last checked: November 23, 2026." in words
    assert "First & only." in words
    assert "No clinician has reviewed and no patient has tested this guide yet." in words


def test_the_record_says_who_from_what_with_what_interest_and_when(render):
    """JAMA's four benchmarks: authorship, attribution, disclosure, currency."""
    words = " ".join(render("page-record").text_content().split())
    for part in ("Written and checked by", "rests on", "Nobody pays for it", "Last checked", "may be reused"):
        assert part in words, part
    assert "rests on" not in render("page-record", notes=[]).text_content()


def test_the_record_says_of_a_publisher_what_they_said_and_what_they_did_not(render):
    def said(*parts):
        return " ".join(render("page-record", publisher=Publisher("person", *parts)).text_content().split())

    assert "The publisher of this copy has not given a name." in said()
    assert "Published by A & B. They give no contact. They have not said what they may gain from it." in said("A & B")
    whole = said("Ada", "a nurse", "mailto:ada@a.example", "I sell nothing.")
    assert "Published by Ada, a nurse. Contact: ada@a.example. I sell nothing." in whole


def test_a_note_says_how_sure_in_words_beside_the_dots(render):
    note = render("evidence-notes").xpath("//li[@id='fn-R03-strap']")[0]
    words = " ".join(note.text_content().split())
    assert words.startswith("Low. ●●○○ Our own. What it rests on: a survey. In whom: adults. The calf.")
    assert note.xpath(".//span[@aria-hidden='true']/text()") == ["●●○○"]
    ways_back = note.xpath(".//a[@role='doc-backlink']")
    assert [link.text for link in ways_back] == ["First", "Second & last", "2"]
    assert [link.get("href") for link in ways_back] == ["#fnref-R03-strap", "#fnref2-R03-strap", "#fnref3-R03-strap"]
    assert [link.get("aria-label") for link in ways_back] == [None, None, "Second & last, 2"]
    assert note.get("value") == "1"
    assert note.xpath(".//a/@href")[0] == "https://a.example/?a=1&b=2"


def test_a_note_without_sources_says_that_it_is_our_own_advice(render):
    ours = SimpleNamespace(**{**vars(NOTE), "sources": (), "certainty": CERTAINTIES["unknown"]})
    assert "our own advice" in render("evidence-notes", notes=[ours]).text_content()
    assert not render("evidence-notes", notes=[]).text_content().strip()


def test_our_own_advice_has_one_note_without_a_number(render):
    own = SimpleNamespace(claim=None, places=(("First", ["fnref-own"]),))
    notes = render("evidence-notes", notes=[own, NOTE]).xpath("//ol/li[@id]")
    assert [(note.get("id"), note.get("value")) for note in notes] == [("fn-R03-strap", "1"), ("fn-own", None)]
    assert notes[1].text_content().split()[:3] == ["Our", "own", "advice."]
    assert notes[1].xpath(".//a[@role='doc-backlink']/@href") == ["#fnref-own"]


def test_what_experts_agree_on_has_no_dots(render):
    agreed = SimpleNamespace(**{**vars(NOTE), "certainty": CERTAINTIES["consensus"]})
    assert "○" not in render("evidence-notes", notes=[agreed]).text_content()


def test_a_mistake_can_be_reported_where_the_publisher_has_said_where(render):
    assert "https://host.example/repo/issues" in render("site-footer").xpath("//a/@href")
    without = render("site-footer", config={"site_name": "Guide", "repo_url": ""})
    assert "Report a mistake" not in without.text_content()


def test_a_page_without_sections_has_no_contents(render):
    assert not render("contents", page=SimpleNamespace(toc=[])).text_content().strip()


def test_the_scorecard_gives_the_totals_and_of_each_item_the_score_the_reason_the_count_and_the_place(render):
    card = render("scorecard")
    cells = [" ".join(cell.text_content().split()) for cell in card.xpath("//tbody/tr/*")]
    assert cells == ["JAMA", "To act: 1 of 2.", "1"]
    first, second = (" ".join(item.text_content().split()) for item in card.xpath("//li"))
    assert first == "JA-1. Names <b>. Met. At the end. Pages with a date: 1,041 of 1,042."
    assert second == "JA-2. Has it. Not yet. No."
    assert card.xpath("//li//a/@href") == ["causes/#why"]
