"""What a publisher sets: the site's address, the address where mistakes are reported, and two switches."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import idna

from build import step
from door.fault import Fault
from door.records import keys_twice, read_text

EXAMPLES = {"SITE_URL": "https://guide.example/ or https://host.example/some/guide/",
            "REPO_URL": "https://code.example/someone/guide"}  # fmt: skip
# Where the site is read on this machine, for as long as nobody publishes it.
HERE = "http://127.0.0.1:8000/"


@dataclass(frozen=True)
class Settings:
    """What was set, as the steps use it. `goes_on` tells that an author waits, and that no good site is there yet."""

    site_url: str
    repo_url: str
    live_reload: bool
    preview_cache: Path | None
    goes_on: bool
    copies: bool


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
    if parts.query or parts.fragment or "?" in text or "#" in text:
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
    """Return the address of the site, which ends in a stroke; that of this machine where none is set."""
    if value is None or not str(value).strip():
        return HERE
    address = web_address(value)
    return address if address.endswith("/") else f"{address}/"


def repo_address(value):
    """Return the address of the source, without a stroke or `.git` at its end; "" where none is set."""
    if value is None or not str(value).strip():
        return ""
    return web_address(value).rstrip("/").removesuffix(".git").rstrip("/")


@step(gives="settings faults")
def read_settings(build):
    """Read and mend what was set; refuse an address that no page could carry."""
    config = build.config
    text, build.faults = read_text(config.config_file_path, "mkdocs.yml")
    build.faults += keys_twice("mkdocs.yml", text)
    found = {}
    for name, read in (("site_url", site_address), ("repo_url", repo_address)):
        try:
            found[name] = read(config[name])
        except ValueError as error:
            variable = name.upper()
            build.faults.append(
                Fault("mkdocs.yml", 1, "address", f"{name} (or {variable}) is “{config[name]}”: {error}",
                      f"Write it as in {EXAMPLES[variable]}.")
            )  # fmt: skip
            found[name] = HERE if name == "site_url" else ""
        config[name] = found[name]
    live_reload, cache = bool(config.extra["live_reload"]), config.extra["preview_cache"]
    # A server that is starting has no site yet that it could go on showing.
    goes_on = live_reload and not Path(config.site_dir, "index.html").is_file()
    folder = Path(config.config_file_path).parent / str(cache) if cache else None
    # Nor does an author who waits for a page need copies of it.
    copies = bool(config.extra["copies"]) and not live_reload
    build.settings = Settings(**found, live_reload=live_reload, preview_cache=folder, goes_on=goes_on, copies=copies)
