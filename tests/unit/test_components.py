"""Each component alone: it prints what it is given, and a misspelled variable fails."""

import datetime
from types import SimpleNamespace

import jinja2
import lxml.html
import pytest
from page_record import long_date

DAY = datetime.date(2026, 11, 23)
PAGE = SimpleNamespace(
    meta={"reviewed": DAY, "next_review": DAY, "history": [{"date": DAY, "change": "First & only."}]},
    toc=[SimpleNamespace(title="One", url="#one", children=[SimpleNamespace(title="Two", url="#two", children=[])])],
    title="Home", url="./", is_page=True, is_section=False,
)  # fmt: skip
SECTION = SimpleNamespace(is_page=False, is_section=True, title="About", children=[PAGE])


@pytest.fixture(scope="module")
def render(config):
    env = config.theme.get_env()
    env.undefined = jinja2.StrictUndefined
    env.filters["url"] = lambda address: address
    env.filters["long_date"] = long_date

    def render(name, **changes):
        context = {
            "page": PAGE,
            "nav": SimpleNamespace(items=[PAGE, SECTION]),
            "config": {"site_name": "Guide", "repo_url": "https://host.example/repo"},
            "lang": SimpleNamespace(t=lambda key: key),
        }
        html = env.get_template(f"components/{name}/{name}.html").render({**context, **changes})
        return lxml.html.fragment_fromstring(html, create_parent=True)

    return render


@pytest.mark.parametrize(
    "name",
    ["safety-notice", "relief-now", "relief-pointer", "contents", "page-record", "site-header", "site-footer"],
)
def test_a_component_renders_alone(render, name):
    assert render(name).text_content().strip()


def test_the_notice_says_what_it_must(render):
    words = render("safety-notice").text_content()
    for needed in ("general information", "not a diagnosis", "not replace a doctor", "call your emergency number"):
        assert needed in words


def test_the_first_steps_are_ordered_and_forty_words_at_most(render):
    steps = render("relief-now").xpath("//ol/li")
    words = " ".join(step.text_content() for step in steps).split()
    assert 3 <= len(steps) <= 4
    assert len(words) <= 40


def test_the_record_prints_dates_changes_and_that_no_clinician_has_reviewed(render):
    words = " ".join(render("page-record").text_content().split())
    assert "Last checked: November 23, 2026." in words
    assert "First & only." in words
    assert "No clinician has reviewed this guide yet." in words


def test_a_mistake_can_be_reported_where_the_publisher_has_said_where(render):
    assert "https://host.example/repo/issues" in render("site-footer").xpath("//a/@href")
    without = render("site-footer", config={"site_name": "Guide", "repo_url": ""})
    assert "Report a mistake" not in without.text_content()


def test_a_page_without_sections_has_no_contents(render):
    assert not render("contents", page=SimpleNamespace(toc=[])).text_content().strip()
