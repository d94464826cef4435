"""A reader is sent what was promised, by the real nginx and the real Caddy, set up as `make publishable` says."""

import gzip
import os
import shutil
import socket
import ssl
from fnmatch import fnmatchcase
from http.client import HTTPConnection
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import brotli
import lxml.html
import pytest
import trustme

from publishable import COMPRESSIBLE, Place, compress, recipe
from support.author_server import free_port
from support.built_site import once
from support.web_server import BROTLI, program, running, user_of_nginx

pytestmark = pytest.mark.program
BODIES = {"gzip": (".gz", gzip.decompress), "br": (".br", brotli.decompress)}
# What a phone's browser asks for.
USUAL = "gzip, deflate, br"
NGINX = """\
load_module {brotli};
{user}
daemon off;
pid {folder}/pid;
error_log stderr warn;
events {{}}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/recipe;
}}
"""
CADDY = """\
{{
	admin off
	http_port {plain}
	https_port {secure}
}}
"""


class Host:
    """A server that runs: asks it as a browser would that looked up the guide's name."""

    def __init__(self, site, plain, secure, trusted):
        self.site, self.plain, self.secure = site, plain, secure
        self.root, self.name = site.root, urlsplit(site.address).hostname
        self._context = ssl.create_default_context()
        trusted.configure_trust(self._context)
        # As a browser does: one line for many questions, until the server ends it.
        self._line = HTTPConnection(self.name)

    def ask(self, path, method="GET", **headers):
        """Return (status, {header in small letters: value}, body) of an answer to a path below the domain."""
        if not self._line.sock:
            plain = socket.create_connection(("127.0.0.1", self.secure), timeout=20)
            self._line.sock = self._context.wrap_socket(plain, server_hostname=self.name)
        self._line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = self._line.getresponse()
        names = [name.lower() for name in answer.headers]
        assert len(names) == len(set(names)), (path, sorted(names))
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()

    def close(self):
        self._line.close()


class Published:
    """A built site with the compressed forms of its files: its folder, its address, and what is promised of it."""

    def __init__(self, folder, built, address):
        self.folder, self.address, self.root = folder, address, built.root
        self.files = sorted(built.files - {"_headers"})
        self.pages = {page.path for page in built.articles.values()}
        self.short = built.short
        self.rules = {}
        for line in (folder / "_headers").read_text(encoding="utf-8").splitlines():
            if line.startswith("/"):
                headers = self.rules[line] = {}
            else:
                name, value = line.strip().split(": ", 1)
                headers[name.lower()] = value

    def path(self, name):
        """Return the path below the domain at which a file is read."""
        return self.root + (name.removesuffix("index.html") if PurePosixPath(name).name == "index.html" else name)

    def promised(self, path):
        """Return {header in small letters: value} of the file of headers; pages are asked for anew."""
        found = {"cache-control": "no-cache"}
        for pattern, headers in self.rules.items():
            if fnmatchcase(path, pattern):
                found |= headers
        return found


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(
    scope="module", params=["nginx", "nginx below a path", "caddy", "caddy below a path"], ids=lambda name: name
)
def host(request, run_folder, tmp_path_factory, authority):
    name = request.param.split()[0]
    # Only what is asked for is built.
    built, address = (
        (request.getfixturevalue("site_below_a_path"), "https://host.example/some/guide/")
        if "below" in request.param
        else (request.getfixturevalue("site"), "https://guide.example/")
    )

    def make(folder):
        shutil.copytree(built.folder, folder)
        compress(folder)

    published = Published(once(run_folder / f"{built.folder.name}-published", make), built, address)
    folder = tmp_path_factory.mktemp(name)
    certificate = authority.issue_cert(urlsplit(address).hostname)
    certificate.private_key_pem.write_to_path(folder / "key")
    for part in certificate.cert_chain_pems:
        part.write_to_path(folder / "certificate", append=True)
    plain, secure = free_port(), free_port()
    place = Place(
        str(published.folder), ((f"127.0.0.1:{plain}",), (f"127.0.0.1:{secure}",)), str(folder / "certificate"),
        str(folder / "key"), "127.0.0.1",
    )  # fmt: skip
    if name == "nginx":
        user = user_of_nginx()
        config = NGINX.format(brotli=BROTLI, user=user and f"user {user};", folder=folder)
        (folder / "recipe").write_text(recipe("nginx.conf", published.folder, place), encoding="utf-8")
        command = [program("nginx"), "-p", folder, "-c", folder / "config", "-e", "stderr"]
    else:
        config = CADDY.format(plain=plain, secure=secure) + recipe("Caddyfile", published.folder, place)
        command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", folder / "config"]
    (folder / "config").write_text(config, encoding="utf-8")
    own = os.environ | {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    with running(command, [plain, secure], folder / "said", env=own):
        host = Host(published, plain, secure, authority)
        yield host
        host.close()


def test_every_file_is_sent_whole_with_the_headers_that_the_build_promises(host):
    for name in host.site.files:
        path = host.site.path(name)
        status, headers, body = host.ask(path)
        assert (status, body) == (200, (host.site.folder / name).read_bytes()), path
        promised = host.site.promised(path)
        assert {header: headers.get(header) for header in promised} == promised, path
        assert {"strict-transport-security", "x-content-type-options", "referrer-policy", "permissions-policy"} <= set(
            headers
        )
        assert "content-encoding" not in headers, path


def test_a_page_is_sent_its_own_policy_and_may_not_be_framed_and_is_asked_for_anew(host):
    pages = [*host.site.pages, *(page.path for page in host.site.short.values())]
    assert len(pages) > 280
    for name in pages:
        _, headers, body = host.ask(host.site.path(name))
        (own,) = lxml.html.fromstring(body).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert headers["content-security-policy"] == f"{own}; frame-ancestors 'none'", name
        assert headers["cache-control"] == "no-cache", name


def test_what_carries_a_hash_in_its_name_is_never_asked_for_again(host):
    names = [name for name in host.site.files if name.startswith(("assets/", "images/", "app/"))]
    assert len(names) > 15
    for name in names:
        assert "immutable" in host.ask(host.site.path(name))[1]["cache-control"], name


@pytest.mark.parametrize("form", BODIES)
def test_a_text_is_sent_compressed_as_it_lies_beside_the_file(host, form):
    ending, decompress = BODIES[form]
    texts = [name for name in host.site.files if name.endswith(COMPRESSIBLE)]
    assert len(texts) > 400
    for name in texts[:: 1 if form == "br" else 5]:
        beside = host.site.folder / f"{name}{ending}"
        path = host.site.path(name)
        status, headers, body = host.ask(path, Accept_Encoding=USUAL if form == "br" else form)
        assert status == 200, path
        if beside.exists():
            assert headers["content-encoding"] == form, path
            assert headers["vary"] == "Accept-Encoding", path
            assert body == beside.read_bytes(), path
            body = decompress(body)
        assert body == (host.site.folder / name).read_bytes(), path
        promised = host.site.promised(path)
        assert {header: headers.get(header) for header in promised} == promised, path


def test_each_kind_of_file_is_called_what_it_is(host):
    kinds = {
        "index.html": "text/html; charset=utf-8", "index.md": "text/markdown; charset=utf-8",
        "data/claims.csv": "text/csv; charset=utf-8", "data/claims.json": "application/json",
        "llms.txt": "text/plain; charset=utf-8", "sitemap.xml": "application/xml; charset=utf-8",
        "sitemap.xml.gz": "application/gzip", "worker.js": "text/javascript; charset=utf-8",
        "guide.webmanifest": "application/manifest+json", "foot-cramps.epub": "application/epub+zip",
        "foot-cramps-site.zip": "application/zip",
    }  # fmt: skip
    for ending, kind in ((".css", "text/css; charset=utf-8"), (".svg", "image/svg+xml"), (".png", "image/png")):
        kinds[next(name for name in host.site.files if name.endswith(ending))] = kind
    assert {PurePosixPath(name).suffix for name in host.site.files} == {PurePosixPath(name).suffix for name in kinds}
    for name, kind in kinds.items():
        for asked in ("identity", USUAL):
            _, headers, _ = host.ask(host.site.path(name), Accept_Encoding=asked)
            assert headers["content-type"] == kind, (name, asked)


@pytest.mark.parametrize(
    "path", ["nothing/", "nothing.md", "assets/gone.js", "s/nothing/", "_headers", "assets/", "s/"]
)
@pytest.mark.parametrize("asked", ["identity", USUAL])
def test_what_is_not_there_gets_the_page_that_says_so_and_no_folder_is_listed(host, path, asked):
    status, headers, body = host.ask(host.root + path, Accept_Encoding=asked)
    if encoding := headers.get("content-encoding"):
        body = BODIES[encoding][1](body)
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert body == (host.site.folder / "404.html").read_bytes()
    promised = host.site.promised(f"{host.root}404.html")
    assert {header: headers.get(header) for header in promised} == promised


def test_nothing_is_sent_from_outside_the_guide(host):
    (host.site.folder.parent / "secret").write_text("secret", encoding="utf-8")
    for path in ("/../secret", "/%2e%2e/secret", f"{host.root}../secret", f"{host.root}%2e%2e/secret"):
        status, _, body = host.ask(path)
        assert status in (400, 404), path
        assert b"secret" not in body, path
    if host.root != "/":
        for path in ("/", "/index.html", "/some/", "/some/index.html"):
            assert host.ask(path)[0] == 404, path


def test_a_short_address_and_an_address_without_its_stroke_lead_on(host):
    name = min(host.site.short)
    status, headers, body = host.ask(f"{host.root}s/{name}/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b'http-equiv="refresh"' in body or b"http-equiv=refresh" in body
    for path in (f"s/{name}", "causes"):
        status, headers, _ = host.ask(host.root + path)
        assert status in (301, 308)
        assert headers["location"] == f"{host.root}{path}/"


def test_a_head_is_answered_like_the_whole_and_without_it(host):
    for name in ("index.html", "causes/index.md", "worker.js"):
        path = host.site.path(name)
        for asked in ("identity", USUAL):
            _, whole, _ = host.ask(path, Accept_Encoding=asked)
            status, headers, body = host.ask(path, "HEAD", Accept_Encoding=asked)
            assert (status, body) == (200, b"")
            # How the body comes, which does not, and when.
            for of_the_way in ("transfer-encoding", "content-length", "date"):
                whole.pop(of_the_way, None), headers.pop(of_the_way, None)
            assert headers == whole


@pytest.mark.parametrize("asked", ["identity", USUAL])
def test_a_page_that_has_not_changed_is_not_sent_again(host, asked):
    for name in ("index.html", "causes/index.md", "worker.js"):
        path = host.site.path(name)
        _, first, _ = host.ask(path, Accept_Encoding=asked)
        for known in ({"If_None_Match": first["etag"]}, {"If_Modified_Since": first["last-modified"]}):
            status, headers, body = host.ask(path, Accept_Encoding=asked, **known)
            assert (status, body) == (304, b""), known
            assert headers["cache-control"] == "no-cache"
        status, _, body = host.ask(path, Accept_Encoding=asked, If_None_Match='"another"')
        assert (status, bool(body)) == (200, True)


def test_who_comes_without_tls_is_sent_to_the_same_page_with_it(host):
    name = host.name
    line = HTTPConnection("127.0.0.1", host.plain, timeout=20)
    line.request("GET", f"{host.root}causes/?a=b", headers={"Host": name})
    answer = line.getresponse()
    assert answer.status in (301, 308)
    # Caddy names the port where it is another than the usual one, as here.
    assert answer.headers["location"].replace(f":{host.secure}", "") == f"https://{name}{host.root}causes/?a=b"
    line.close()
