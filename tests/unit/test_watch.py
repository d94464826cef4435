"""What the weekly watch makes of answers, and of none: no other host is asked."""

import datetime
import json
import subprocess

from support.built_site import BuiltPage
from watch import ask, weaknesses
from watch.links import outgoing, sorted_out
from watch.links import told_of as told_of_links
from watch.report import LONGEST, Told, code, last_line, report
from watch.reviews import overdue

PAGE = """\
---
title: A page
description: A page that is only here to be late or not late, as its own record says on the lines below.
reviewed: 2026-01-01
next_review: {day}
history:
  - date: 2026-01-01
    change: First published.
---
Words.
"""


def page(name, html):
    return BuiltPage(name, f"<!doctype html><html><body>{html}</body></html>")


def test_a_page_past_its_next_review_is_named(tmp_path):
    (tmp_path / "late.md").write_text(PAGE.format(day="2026-06-30"), encoding="utf-8")
    (tmp_path / "fresh.md").write_text(PAGE.format(day="2026-07-01"), encoding="utf-8")
    assert overdue(tmp_path, datetime.date(2026, 7, 1)) == ([("late.md", datetime.date(2026, 6, 30))], 2)


def test_each_address_elsewhere_is_asked_for_once_and_none_of_the_sites_own():
    found = outgoing([
        page("a.html",
            "<a href='https://study.example/1#part'>1</a><a href='https://study.example/1'>1</a><a href='../b/'>b</a>"
            "<a href='https://guide.example/b/'>b</a><a href='tel:911'>911</a><a>none</a>")
    ])  # fmt: skip
    assert found == ["https://study.example/1"]


ROWS = [
    {"urlname": "https://a.example/", "valid": "True", "result": "200 OK"},
    {"urlname": "https://b.example/", "valid": "False", "result": "404 Not Found"},
    {"urlname": "https://c.example/", "valid": "False", "result": "410 Gone"},
    {"urlname": "https://d.example/", "valid": "False", "result": "403 Forbidden"},
    {"urlname": "https://e.example/", "valid": "False", "result": "ConnectTimeout: no answer"},
]


def test_a_link_is_gone_only_if_its_host_says_so():
    gone, unknown = sorted_out(ROWS)
    assert gone == ["https://b.example/: 404 Not Found", "https://c.example/: 410 Gone"]
    assert [line.split(":")[1] for line in unknown] == ["//d.example/", "//e.example/"]


def test_links_count_as_not_asked_where_most_could_not_be_looked_at():
    assert told_of_links(5, ROWS).unasked == []
    assert told_of_links(2, ROWS[3:]).unasked == ["2 of 2 links; the first: `https://d.example/: 403 Forbidden`"]
    assert told_of_links(0, []).unasked != []


def test_a_weak_package_is_told_with_the_version_that_mends_it_and_an_unknown_one_is_no_healthy_one():
    told = Told("Weaknesses")
    said = {"dependencies": [
        {"name": "weak", "version": "1.0", "vulns": [
            {"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"], "aliases": [], "description": "Bad."}]},
        {"name": "fine", "version": "1.0", "vulns": []},
        {"name": "strange", "skip_reason": "Dependency not found on PyPI"},
    ], "fixes": []}  # fmt: skip
    weaknesses.tell_python(told, "lock.txt", json.dumps(said), "")
    assert told.found == ["`weak` 1.0 in `lock.txt`: `PYSEC-1`, mended in 1.1, 2.0"]
    assert told.unasked == ["1 of 3 packages in `lock.txt`; the first: `Dependency not found on PyPI`"]
    assert told.known == ["`lock.txt`: 2 packages asked about, 1 weaknesses"]


def test_a_list_of_weaknesses_that_did_not_answer_is_told():
    told = Told("Weaknesses")
    weaknesses.tell_python(told, "lock.txt", "", "ERROR: one\nERROR: no network\n")
    weaknesses.tell_node(told, '{"message": "405 Method Not Allowed", "error": {}}', "")
    weaknesses.tell_node(told, "", "npm error: no network")
    assert told.unasked == [
        "`lock.txt`: `ERROR: no network`",
        "`.ci/package-lock.json`: `405 Method Not Allowed`",
        "`.ci/package-lock.json`: `npm error: no network`",
    ]
    assert told.known == []


def test_a_weak_npm_package_is_told():
    told = Told("Weaknesses")
    weak = {"axe": {"name": "axe", "severity": "high", "via": [], "range": "<4.2", "fixAvailable": True}}
    weaknesses.tell_node(told, json.dumps({"auditReportVersion": 2, "vulnerabilities": weak}), "")
    assert told.found == ["`axe` in `.ci/package-lock.json`: high, in `<4.2`"]


def test_the_report_says_first_what_to_do_then_what_could_not_be_asked_then_what_is_known():
    told = [
        Told("Reviews", "Check it.", ["`a.md`"], known=["1 of 2"]),
        Told("Sources", unasked=["Crossref: no answer"]),
    ]
    assert report(told) == (
        "# 1 to look at, 1 could not be asked\n\n"
        "## Reviews\n\nCheck it.\n\n- `a.md`\n\n"
        "## What could not be asked\n\nNothing is known of these, and they may not be well.\n"
        "Run `make watch` where these hosts can be reached.\n\n- Sources: Crossref: no answer\n\n"
        "## As it stands\n\n- Reviews: 1 of 2\n"
    )


def test_the_report_fits_an_issue_and_calls_nobody():
    many = report([Told("Links", "Mend.", [f"{number}" for number in range(99)])])
    assert "- 19\n- and 79 more\n" in many
    assert len(report([Told("Links", "Mend.", ["x" * LONGEST])])) < 65_536
    assert code("@some`one\nelse") == "`@some’one else`"
    assert last_line("one\n two \n\n") == "two"
    assert last_line("") == "it said nothing"


def test_one_asking_that_breaks_off_is_told_and_keeps_no_other_from_asking(capsys):
    def links(site):
        raise RuntimeError(f"no table of {site}")

    def reviews(site):
        return Told("Reviews", "Check it.", ["`a.md`"])

    tellings, broke = ask.asked((links, reviews), "the site")
    assert broke
    assert "- Links: broke off: `RuntimeError: no table of the site`\n" in report(tellings)
    assert "- `a.md`\n" in report(tellings)
    assert "RuntimeError" in capsys.readouterr().err


def test_another_program_that_never_ends_is_told_and_is_no_fault_of_the_watch():
    def zensical(site):
        raise subprocess.TimeoutExpired("zensical", 9)

    tellings, broke = ask.asked((zensical,), None)
    assert not broke
    assert "Zensical: broke off: `TimeoutExpired" in report(tellings)
