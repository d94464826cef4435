"""What a publisher sets: who they are, addresses of site and source, an edition's day, a folder and two switches."""

import datetime
import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import idna
from pydantic import TypeAdapter, ValidationError

from build import step
from door.fault import Fault
from door.records import keys_twice, read_text

log = logging.getLogger("mkdocs.hooks.door")
EXAMPLES = {"SITE_URL": "https://guide.example/ or https://host.example/some/guide/",
            "REPO_URL": "https://code.example/someone/guide"}  # fmt: skip
# How a publisher's parts are written.
PUBLISHER = {
    "kind": "person", "name": "Foot Health Trust", "role": "a charity in Leeds", "contact": "help@guide.example",
    "interests": "We sell nothing and take no money from makers of medicines.",
}  # fmt: skip
KINDS = ("organization", "person")
# As many characters as a line of a page's record bears.
LINE = 160
# What no archive can carry: the day after the last one that it can name, in UTC.
END_OF_DAYS = 4_354_819_200


@dataclass(frozen=True)
class Publisher:
    """Who publishes the guide: each part is "" where nobody said it. `contact` is an address of the web or of mail."""

    kind: str = "organization"
    name: str = ""
    role: str = ""
    contact: str = ""
    interests: str = ""

    @property
    def contact_words(self):
        """The contact as it is read."""
        return self.contact.removeprefix("mailto:")


@dataclass(frozen=True)
class Settings:
    """What was set, as the steps use it. `goes_on` tells that an author waits, and that no good site is there yet.

    `site_url` is "" where nobody said where the site will live, `day` is None where nobody named one.
    """

    site_url: str
    repo_url: str
    live_reload: bool
    preview_cache: Path | None
    goes_on: bool
    copies: bool
    day: datetime.date | None
    publisher: Publisher


def web_address(value):
    """Return an address of the web as browsers write it, with its host's name in ASCII and without what ends in blanks.

    Raise `ValueError` that says what is wrong.
    """
    text = str(value).strip()
    # MkDocs adds a stroke behind blanks.
    text = re.sub(r"/?\s+/$", "/", text)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"it is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("it does not begin with https:// and the name of a host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it holds a name or a password")
    if "?" in text or "#" in text:
        raise ValueError("it holds something behind the path (? or #)")
    if re.search(r"[\s\\\"'<>]", text):
        raise ValueError("it holds a blank, a quotation mark or another character that no address has")
    if any(part in (".", "..") for part in parts.path.split("/")) or "//" in parts.path:
        raise ValueError("its path holds an empty part, “.” or “..”")
    if ":" in host:
        host = f"[{host}]"
    else:
        try:
            host = host if host.isascii() else idna.encode(host, uts46=True).decode()
        except idna.IDNAError as error:
            raise ValueError(f"its host has no name that the web knows: {error}") from error
        if not re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", host) or ".." in host:
            raise ValueError(f"“{host}” is no name of a host")
    netloc = f"{host}:{port}" if port is not None else host
    return urlunsplit((parts.scheme, netloc, quote(parts.path, safe="/%:@!$&()*+,;=~-._"), "", ""))


def site_address(value):
    """Return the address of the site, which ends in a stroke; "" where none is set."""
    if value is None or not str(value).strip():
        return ""
    address = web_address(value)
    return address if address.endswith("/") else f"{address}/"


def repo_address(value):
    """Return the address of the source, without a stroke or `.git` at its end; "" where none is set."""
    if value is None or not str(value).strip():
        return ""
    return web_address(value).rstrip("/").removesuffix(".git").rstrip("/")


def _line(value):
    """Return a short line of plain words; raise `ValueError` that says what is wrong."""
    text = " ".join(str(value or "").split())
    if len(text) > LINE:
        raise ValueError(f"it has {len(text)} characters; {LINE} are the most")
    if re.search(r"[<>{}]", text):
        raise ValueError("it holds < > { or }")
    return text


def contact_of(value):
    """Return a contact as an address to link to; "" where none is set. Raise `ValueError` that says what is wrong."""
    text = _line(value).removeprefix("mailto:")
    if not text:
        return ""
    if re.fullmatch(r"[^\s@:/?&]+@[^\s@:/?&]+\.[^\s@:/?&]+", text):
        return f"mailto:{text}"
    return web_address(text)


def interests_of(value):
    """Return a sentence on interests; "" where none is set. Raise `ValueError` that says what is wrong."""
    text = _line(value)
    if text and not re.fullmatch(r"[A-Z].*\.", text):
        raise ValueError("it is no sentence: it begins with no capital or ends without a period")
    return text


def kind_of(value):
    """Return what a publisher is to programs. Raise `ValueError` that says what is wrong."""
    if value not in KINDS:
        raise ValueError(f"it is none of {', '.join(KINDS)}")
    return value


def switch(value, default):
    """Return whether a switch is on; `value` is what YAML made of its text, `default` what holds where that is empty.

    Raise `ValueError` that says what is wrong.
    """
    if value is None or not str(value).strip():
        return default
    try:
        return TypeAdapter(bool).validate_python(value.strip() if isinstance(value, str) else value)
    except ValidationError as error:
        raise ValueError("it is neither true nor false") from error


def day_of(text):
    """Return the day in UTC of a number of seconds since 1970, as SOURCE_DATE_EPOCH gives it; None where none is set.

    Raise `ValueError` that says what is wrong.
    """
    if text is None:
        return None
    if not re.fullmatch("[0-9]+", text):
        raise ValueError("it is no whole number of seconds")
    if len(text) > 15 or int(text) >= END_OF_DAYS:
        raise ValueError("it lies behind the year 2107, which no archive can name")
    return datetime.datetime.fromtimestamp(int(text), datetime.UTC).date()


def folder_to_keep(value, project):
    """Return the folder in which pictures are kept, below the project's; None where none is named.

    Raise `ValueError` that says what is wrong.
    """
    if value is None or value is False or not str(value).strip():
        return None
    folder = project / str(value).strip()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir():
        raise ValueError(f"“{there}” is a file, where a folder has to be")
    if not os.access(there, os.W_OK | os.X_OK):
        raise ValueError(f"nothing can be written in “{there}”")
    return folder


@step(gives="settings faults")
def read_settings(build):
    """Read and mend what was set; refuse what could not be meant, and say what the site does without."""
    config = build.config
    text, build.faults = read_text(config.config_file_path, "mkdocs.yml")
    build.faults += keys_twice("mkdocs.yml", text)

    def read(name, reader, value, otherwise, mend, rule="setting"):
        try:
            return reader(value)
        except ValueError as error:
            build.faults.append(Fault("mkdocs.yml", 1, rule, f"{name} is “{value}”: {error}", mend))
            return otherwise

    for name, reader in (("site_url", site_address), ("repo_url", repo_address)):
        variable = name.upper()
        mend = f"Write it as in {EXAMPLES[variable]}."
        config[name] = read(f"{name} (or {variable})", reader, config[name], "", mend, rule="address")
    extra, project = config.extra, Path(config.config_file_path).parent
    live_reload, copies = (
        read(name.upper(), lambda value, default=default: switch(value, default), extra[name], default,
             f"Write {name.upper()}=true or {name.upper()}=false.")
        for name, default in (("live_reload", False), ("copies", True))
    )  # fmt: skip
    folder = read(
        "PREVIEW_CACHE", lambda value: folder_to_keep(value, project), extra["preview_cache"], None,
        "Name a folder, as in PREVIEW_CACHE=.preview_cache, or leave it empty for no pictures.",
    )  # fmt: skip
    day = read(
        "SOURCE_DATE_EPOCH", day_of, os.environ.get("SOURCE_DATE_EPOCH"), None,
        "Write it as in SOURCE_DATE_EPOCH=1795392000, or take it away.",
    )  # fmt: skip
    if live_reload and not 0 < config.dev_addr.port < 65_536:
        wrong = f"PORT is “{config.dev_addr.port}”: ports go from 1 to 65535"
        build.faults.append(Fault("mkdocs.yml", 1, "setting", wrong, "Write it as in make serve PORT=8001."))
    readers = {"kind": kind_of, "contact": contact_of, "interests": interests_of}
    publisher = Publisher(**{
        part: read(
            f"PUBLISHER_{part.upper()}", readers.get(part, _line), value, getattr(Publisher, part),
            f"Write it as in PUBLISHER_{part.upper()}='{PUBLISHER[part]}'.",
        )
        for part, value in extra["publisher"].items()
    })  # fmt: skip
    if not publisher.name and (publisher.role or publisher.contact or publisher.interests):
        wrong = "something is said of a publisher who has no name"
        build.faults.append(Fault("mkdocs.yml", 1, "setting", wrong, "Set PUBLISHER_NAME too, or none of them."))
    # A server that is starting has no site yet that it could go on showing.
    goes_on = live_reload and not Path(config.site_dir, "index.html").is_file()
    build.settings = Settings(
        config.site_url, config.repo_url, live_reload, folder, goes_on,
        # Nor does an author who waits for a page need copies of it.
        copies=copies and not live_reload, day=day, publisher=publisher,
    )  # fmt: skip
    if not (config.site_url or build.faults):
        log.info(
            "SITE_URL is not set: pages name no address of their own, and there is no “Share”, no picture for a shared"
            " link and no site map. To publish: SITE_URL=https://guide.example/ make site"
        )
    if not (publisher.name or build.faults):
        log.info(
            "PUBLISHER_NAME is not set: each page says that nobody is named who answers for it. To name them:"
            f" PUBLISHER_NAME='{PUBLISHER['name']}' PUBLISHER_ROLE='{PUBLISHER['role']}'"
            f" PUBLISHER_CONTACT={PUBLISHER['contact']} PUBLISHER_INTERESTS='{PUBLISHER['interests']}' make site"
        )
