"""The page record: what front matter must hold, and how its dates read."""

import datetime

import pytest
import yaml

from door.records import Written
from words.page_record import PageRecord, long_date, stand_in

DAY = datetime.date(2026, 11, 23)
GOOD = {
    "title": "A page",
    "description": "A page that is as long as a description has to be, and no longer.",
    "reviewed": DAY,
    "next_review": datetime.date(2027, 5, 23),
    "history": [{"date": DAY, "change": "First published."}],
}


def faults(**changes):
    written = yaml.safe_dump({key: value for key, value in {**GOOD, **changes}.items() if value is not None})
    return Written("docs/page.md", written, first=2).read_as(PageRecord, "page-record")[1]


def test_a_whole_record_passes():
    assert faults() == []


@pytest.mark.parametrize("key", [name for name, field in PageRecord.model_fields.items() if field.is_required()])
def test_a_missing_key_is_named_with_what_it_means(key):
    [fault] = faults(**{key: None})
    assert fault.wrong == f"“{key}” is missing"
    assert PageRecord.model_fields[key].description in fault.mend


def test_a_misspelled_key_is_named_with_the_nearest_known_one():
    found = faults(reviewd=DAY, reviewed=None)
    assert any("“reviewd” is not a known key" in fault.wrong and "“reviewed”" in fault.mend for fault in found)
    assert any("“reviewed” is missing" in fault.wrong for fault in found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reviewed": "yesterday"}, "“reviewed” is not a date"),
        ({"next_review": DAY}, "next_review must lie after reviewed"),
        ({"next_review": datetime.date(2029, 1, 1)}, "by a year at most"),
        ({"title": "ab"}, "“title”"),
        ({"description": "Too short."}, "“description”"),
        ({"history": []}, "“history”"),
        ({"history": [{"date": DAY}]}, "“history[1].change” is missing"),
        ({"history": [{"date": DAY, "change": "First words."}, {"date": DAY.replace(year=2027), "change": "x" * 10}]},
         "from the newest"),
        ({"template": "quiet.html"}, "“template”"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(changes, words):
    assert any(words in fault.wrong for fault in faults(**changes))


def test_a_date_reads_as_people_say_it():
    assert long_date(DAY) == "November 23, 2026"


def test_a_page_without_a_record_has_one_to_be_shown_by():
    record = stand_in("special-situations/older-people.md")
    assert record.title == "Older people"
    assert set(record.meta) == {"title", "description", "reviewed", "next_review", "history"}


def test_a_page_without_a_record_says_so_on_a_day_that_nobody_takes_for_fresh():
    record = stand_in("about/us/how-we-check.md")
    day = datetime.date(1970, 1, 1)
    assert record.meta == {
        "title": "How we check", "description": "This page's record has a fault.", "reviewed": day,
        "next_review": day, "history": [],
    }  # fmt: skip
