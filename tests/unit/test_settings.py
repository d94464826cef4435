"""What a publisher sets: a value that nobody can have meant is named with an example, beside every other fault."""

import datetime
import os
import re
import time

import pytest
from mkdocs.config import load_config

from door.fault import Refused
from door.settings import PUBLISHER, contact_of, day_of, folder_to_keep, interests_of, kind_of, switch, web_address
from support.built_site import PROJECT


@pytest.mark.parametrize(
    ("value", "default", "found"),
    [
        (None, True, True), (None, False, False), ("", True, True), ("  ", False, False), (True, False, True),
        (False, True, False), (0, True, False), (1, False, True), ("False", True, False), ("NO", True, False),
        ("off", True, False), ("n", True, False), (" false ", True, False), ("y", False, True), ("On", False, True),
    ],
)  # fmt: skip
def test_a_switch_is_what_people_write(value, default, found):
    assert switch(value, default) is found


@pytest.mark.parametrize("value", ["maybe", "2", 2, -1, 0.5, "perhaps", datetime.date(2026, 1, 1), "falsch"])
def test_a_switch_that_is_neither_on_nor_off_is_refused(value):
    with pytest.raises(ValueError, match=r"^it is neither true nor false$"):
        switch(value, True)


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("guide.example", "it does not begin with https:// and the name of a host"),
        ("ftp://guide.example/", "it does not begin with https:// and the name of a host"),
        ("https:///path", "it does not begin with https:// and the name of a host"),
        ("https://me@guide.example/", "it holds a name or a password"),
        ("https://me:secret@guide.example/", "it holds a name or a password"),
        ("https://guide.example/?v=1", "it holds something behind the path (? or #)"),
        ("https://guide.example/?", "it holds something behind the path (? or #)"),
        ("https://guide.example/#", "it holds something behind the path (? or #)"),
        ("https://guide.example/#top", "it holds something behind the path (? or #)"),
        ("https://guide.example/a b/", "it holds a blank, a quotation mark or another character that no address has"),
        ("https://guide.example/a\\b/", "it holds a blank, a quotation mark or another character that no address has"),
        ("https://guide.example/./", "its path holds an empty part, “.” or “..”"),
        ("https://guide.example/../", "its path holds an empty part, “.” or “..”"),
        ("https://guide.example/a//b/", "its path holds an empty part, “.” or “..”"),
        ("https://guide..example/", "“guide..example” is no name of a host"),
        ("https://-guide.example/", "“-guide.example” is no name of a host"),
    ],
)
def test_an_address_that_none_can_mean_is_refused_with_its_reason(value, wrong):
    with pytest.raises(ValueError, match=f"^{re.escape(wrong)}$"):
        web_address(value)


@pytest.mark.parametrize(
    ("value", "begins"),
    [
        ("https://[::1/", "it is no address: "),
        ("https://guide.example:80000/", "it is no address: "),
        ("https://guide.example:x/", "it is no address: "),
        (f"https://{'ü' * 70}.example/", "its host has no name that the web knows: "),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_with_what_its_reader_says(value, begins):
    with pytest.raises(ValueError, match=f"^{begins}(?!None$)."):
        web_address(value)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        # Large letters and half-width ones are written as a browser asks for them.
        ("https://FÜSSE.example/", "https://xn--fsse-0ra.example/"),
        ("https://ｇｕｉｄｅ.example/", "https://guide.example/"),
        # A host that is written in ASCII is taken as it is.
        ("https://xn--fe-gia9i.example/", "https://xn--fe-gia9i.example/"),
        ("https://my--guide.example/a:b@c", "https://my--guide.example/a:b@c"),
        ("https://ab--cd.example/", "https://ab--cd.example/"),
    ],
)
def test_a_host_is_written_in_the_letters_that_browsers_ask_for(value, address):
    assert web_address(value) == address


def test_the_day_of_an_edition_is_that_of_its_second_in_utc():
    assert day_of(None) is None
    assert day_of("0") == datetime.date(1970, 1, 1)
    assert day_of("1900000000") == datetime.date(2030, 3, 17)
    assert day_of("4354819199") == datetime.date(2107, 12, 31)


@pytest.mark.parametrize("zone", ["east-14", "west+12"])
def test_an_edition_has_the_same_day_wherever_it_is_built(zone, monkeypatch):
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        found = day_of("43200")
    time.tzset()
    assert found == datetime.date(1970, 1, 1)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "-1", "+1", "1e12", "1700000000.5", "1_700_000_000", "0x10", " 1700000000", "1700000000\n", "١",
     "2026-11-26", "4354819200", "1000000000000", "9" * 5000],
)  # fmt: skip
def test_a_second_that_is_none_is_refused(text):
    words = "^it is no whole number of seconds$|^it lies behind the year 2107, which no archive can name$"
    with pytest.raises(ValueError, match=words):
        day_of(text)


def test_pictures_are_kept_where_they_can_be(tmp_path):
    assert folder_to_keep(".kept", tmp_path) == tmp_path / ".kept"
    assert folder_to_keep(" /tmp ", tmp_path).as_posix() == "/tmp"
    assert [folder_to_keep(value, tmp_path) for value in (None, False, "", "  ")] == [None] * 4
    file = tmp_path / "file"
    file.write_text("")
    for value in ("file", "file/deeper/still"):
        with pytest.raises(ValueError, match="is a file"):
            folder_to_keep(value, tmp_path)


def test_where_nothing_can_be_written_no_picture_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("door.settings.os.access", lambda path, asked: asked == os.F_OK)
    with pytest.raises(ValueError, match=f"^nothing can be written in “{tmp_path}”$"):
        folder_to_keep(".kept", tmp_path)


def test_all_that_was_set_wrongly_is_told_at_once_with_what_to_write(monkeypatch, caplog):
    odd = {"SOURCE_DATE_EPOCH": "yesterday", "COPIES": "maybe", "LIVE_RELOAD": "2", "PREVIEW_CACHE": "Makefile",
           "SITE_URL": "https://guide.example/?v=1", "REPO_URL": "https://me:secret@code.example/",
           "PUBLISHER_KIND": "robot", "PUBLISHER_CONTACT": "nobody", "PUBLISHER_INTERESTS": "none"}  # fmt: skip
    for name, value in odd.items():
        monkeypatch.setenv(name, value)
    config = load_config(str(PROJECT / "mkdocs.yml"))
    with pytest.raises(Refused, match="9 faults to mend"):
        config.plugins.on_config(config)
    for name, value in odd.items():
        (told,) = [line for line in caplog.messages if name in line.partition(" is ")[0]]
        assert told.startswith("mkdocs.yml:1: ")
        assert f"is “{value}”: " in told
        assert "Write it as in" in told or f"{name}=" in told


@pytest.mark.parametrize("port", [0, 65_536, 99_999])
def test_a_port_that_is_none_is_told_with_what_to_write(port, monkeypatch, caplog):
    monkeypatch.setenv("LIVE_RELOAD", "true")
    config = load_config(str(PROJECT / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}")
    with pytest.raises(Refused):
        config.plugins.on_config(config)
    assert f"PORT is “{port}”: ports go from 1 to 65535. Write it as in make serve PORT=8001." in caplog.text


def test_a_site_without_an_address_is_told_of_once_and_goes_on(monkeypatch, caplog):
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH", "COPIES", "LIVE_RELOAD"):
        monkeypatch.delenv(name, raising=False)
    caplog.set_level("INFO")
    config = load_config(str(PROJECT / "mkdocs.yml"))
    config.plugins.on_config(config)
    (told,) = [record for record in caplog.records if "SITE_URL is not set" in record.getMessage()]
    assert told.levelname == "INFO"
    assert config.build.settings.site_url == ""


@pytest.mark.parametrize(
    ("value", "contact"),
    [
        (None, ""), ("  ", ""), ("help@guide.example", "mailto:help@guide.example"),
        ("mailto:help@guide.example ", "mailto:help@guide.example"),
        ("https://guide.example/contact", "https://guide.example/contact"),
    ],
)  # fmt: skip
def test_a_contact_is_an_address_of_mail_or_of_the_web(value, contact):
    assert contact_of(value) == contact


@pytest.mark.parametrize(
    "value", ["nobody", "a b@guide.example", "help@guide", "javascript:alert(1)", "x" * 161, "<b>"]
)
def test_what_is_no_contact_is_refused(value):
    with pytest.raises(ValueError, match=r"^it "):
        contact_of(value)


def test_interests_are_a_sentence_and_a_publisher_is_a_person_or_an_organization():
    assert interests_of(" We sell  nothing. ") == "We sell nothing."
    assert interests_of(None) == ""
    for value in ("none", "We sell nothing", "we sell nothing."):
        with pytest.raises(ValueError, match=r"^it is no sentence"):
            interests_of(value)
    assert [kind_of(kind) for kind in ("person", "organization")] == ["person", "organization"]
    with pytest.raises(ValueError, match=r"^it is none of organization, person$"):
        kind_of("robot")


def publisher_of(monkeypatch, **parts):
    for part in PUBLISHER:
        monkeypatch.delenv(f"PUBLISHER_{part.upper()}", raising=False)
    for part, value in parts.items():
        monkeypatch.setenv(f"PUBLISHER_{part.upper()}", value)
    config = load_config(str(PROJECT / "mkdocs.yml"))
    config.plugins.on_config(config)
    return config.build.settings.publisher


def test_a_publisher_is_who_is_said_to_be_and_nobody_is_made_up(monkeypatch, caplog):
    caplog.set_level("INFO")
    assert publisher_of(monkeypatch).name == ""
    (told,) = [line for line in caplog.messages if "PUBLISHER_NAME is not set" in line]
    assert all(f"PUBLISHER_{part}=" in told for part in ("NAME", "ROLE", "CONTACT", "INTERESTS"))
    caplog.clear()
    found = publisher_of(monkeypatch, **PUBLISHER)
    assert (found.kind, found.name, found.contact_words) == ("person", "Foot Health Trust", "help@guide.example")
    assert "PUBLISHER_NAME" not in caplog.text


def test_who_says_something_of_a_publisher_names_them(monkeypatch, caplog):
    with pytest.raises(Refused):
        publisher_of(monkeypatch, role="a charity")
    assert "Set PUBLISHER_NAME too, or none of them." in caplog.text
