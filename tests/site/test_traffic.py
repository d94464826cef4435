"""What PUBLISHING.md says that many readers cost is what the built site makes of it."""

import re

import pytest

from support.built_site import PROJECT
from traffic import (
    BEGIN,
    CLOUDFRONT,
    END,
    PAGES_LIMIT,
    R2_READS,
    Site,
    cost,
    figure,
    figures,
    with_figures,
    worked_out,
)

NUMBER = re.compile(r"\d[\d,.]*")
# A few words in a page move a figure this far, and no publisher.
TOLERANCE = 0.05


@pytest.fixture(scope="module")
def weighed(site):
    return Site(site.folder)


def numbers(text):
    return [float(number.rstrip(".,").replace(",", "")) for number in NUMBER.findall(text)]


def test_the_figures_of_the_document_are_those_of_the_site(weighed):
    told = (PROJECT / "PUBLISHING.md").read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].strip()
    made = figures(weighed).strip()
    again = "PUBLISHING.md is behind the site: SITE_URL=https://guide.example/ make traffic"
    assert NUMBER.sub("#", told) == NUMBER.sub("#", made), again
    assert numbers(told) == pytest.approx(numbers(made), rel=TOLERANCE), again


def test_a_visit_asks_for_the_page_its_script_its_drawings_and_its_icon(site, weighed):
    shown = weighed.shows("")
    assert shown[0] == ""
    assert {path.split(".")[0] for path in shown} >= {"", "assets/guide", "images/favicon"}
    assert weighed.parts["first"][0] == len(shown)
    assert all(site.file_at(f"/{path}") for path in shown)


def test_the_worker_fetches_all_that_it_keeps_and_itself(weighed):
    assert len(weighed.kept) > 70
    assert weighed.parts["fill"][0] == len(weighed.kept) + 2
    assert weighed.parts["fill"][1] > 10 * weighed.parts["first"][1]


def test_what_has_not_changed_costs_its_headers_alone(weighed):
    assert 1000 < weighed.parts["told"][1] < 5000
    assert weighed.parts["documents"][1] > 5 * weighed.parts["told"][1]


def test_all_readers_are_counted_once():
    one = {name: (1, 1) for name in ("first", "second", "fill", "told", "documents")}
    day = worked_out(one)
    # Two parts for 7 million new ones, of whom 6.3 keep the guide; 3 million come back, 0.3 of them to a new edition.
    assert day["requests"] == day["bytes"] == pytest.approx(14e6 + 6.3e6 + 3e6 + 0.3e6)
    assert day["fill requests"] == pytest.approx(6.6e6)


def test_new_figures_take_the_place_of_the_old_and_of_nothing_else():
    assert with_figures(f"a\n{BEGIN}old\n{END}b\n", "new") == f"a\n{BEGIN}\nnew\n{END}b\n"


def test_a_price_list_is_read_step_by_step():
    assert cost(5, ((10, 0.085), (50, 0.08))) == pytest.approx(425)
    assert cost(30, ((10, 0.085), (50, 0.08))) == pytest.approx(850 + 1600)
    assert cost(60, ((10, 0.085), (50, 0.08), (10**9, 0.01))) == pytest.approx(850 + 3200 + 100)


def test_each_price_of_the_program_stands_with_its_list_in_the_document():
    document = (PROJECT / "PUBLISHING.md").read_text(encoding="utf-8")
    for price in (*(price for _, price in CLOUDFRONT[:5]), R2_READS):
        assert f"{price:g}" in document, price
    assert "Check each before you rely on it." in document
    assert f"{PAGES_LIMIT} GB a month" in document


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (1.4444, "1.44"), (40, "40.0"), (719_900, "720,000"), (5, "5.00"), (99.96, "100")]
)
def test_a_figure_is_told_with_three_digits_that_count(number, text):
    assert figure(number) == text
