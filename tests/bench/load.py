"""A thousand readers at once: the built sites behind nginx, each reader as a connection that asks for all it needs.

What a reader needs is what a real browser asked this same host for. h2load, of nghttp2, sends it: as many times as was
said, and for no longer than a time limit; to this machine's own address, and to no other.
"""

import gzip
import resource
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
from bench.figures import load_figures, medians
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from support.chromium import chosen_chromium
from support.web_server import program, running, user_of_nginx

READERS, ROUNDS = 1000, 3
# How often each reader comes in one round; the whole guide is kept once.
VISITS, KEPT_VISITS = 5, 1
# In seconds, for one round of one site.
AT_MOST = 240
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".webmanifest")
# Beside a connection for each reader: logs, the files that are being sent, and what is always open.
OTHER_FILES = 200


def version(name):
    """Return what a program says its version is."""
    run = subprocess.run([program(name), "-v" if name == "nginx" else "--version"], capture_output=True, text=True)
    return (run.stdout + run.stderr).strip().rpartition("/")[2]


def allow_open_files(wanted):
    """Let this process and those that it starts hold so many files open, or say that the machine does not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise SystemExit(
            f"{READERS:,} readers at once need {wanted:,} open files, and this machine allows {hard:,}."
            f" Allow more, as root: ulimit -Hn {wanted}"
        )
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def configuration(folder, sites):
    """Return the configuration of nginx for {port: folder of a site}; `folder` takes all that it writes."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        autoescape=False,
    )  # fmt: skip
    return environment.get_template("nginx.conf.jinja").render(
        folder=folder, sites=sites, user=user_of_nginx(), files=READERS + OTHER_FILES
    )


def compress(site):
    """Put beside each text of a site what a host sends of it."""
    for path in sorted(site.rglob("*")):
        if path.suffix in COMPRESSED:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 6, mtime=0))


@contextmanager
def nginx(folder, sites):
    """Serve {port: folder of a site} for as long as the `with` block runs."""
    folder.mkdir()
    (folder / "nginx.conf").write_text(configuration(folder, sites), encoding="utf-8")
    command = [program("nginx"), "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
    with running(command, sites, folder / "error.log"):
        yield


def asked(log):
    """Return [(path, status, bytes of the answer)] of a log of nginx."""
    rows = (line.split() for line in log.read_text(encoding="utf-8").splitlines())
    return [(path, int(status), int(size)) for _, path, status, size in rows]


def visit(browser, address, pages, log, acts=False):
    """Let a reader open some pages; return what was asked of the host, and how much of it for the first page.

    `acts` tells that the reader also does something there, after which our guide keeps itself for times offline.
    """
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="allow" if acts else "block")
    # Nothing is asked of any other host: stock Material would ask one for its fonts.
    context.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page = context.new_page()
    before = len(asked(log))
    first = None
    for path in pages:
        page.goto(address + path)
        # Ours asks for its script after the first frame.
        page.wait_for_timeout(1000)
        page.wait_for_load_state("networkidle")
        if first is None:
            # A browser without a window fetches no icon, which a phone does.
            icons = lxml.html.document_fromstring(page.content()).xpath("//link[@rel='icon']/@href")
            for icon in icons[:1]:
                page.request.get(urljoin(address, icon))
            first = len(asked(log)) - before
    if acts:
        page.mouse.click(1, 1)
        page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    context.close()
    rows = asked(log)[before:]
    if wrong := [row for row in rows if row[1] != 200]:
        raise SystemExit(f"The host of {address} did not send what a page asks for: {wrong}")
    return rows, first


def press(folder, address, paths, visits):
    """Let all readers come at once, each so often; return one round's figures."""
    (folder / "addresses").write_text("".join(f"{urljoin(address, path)}\n" for path in paths), encoding="utf-8")
    log = folder / "h2load.log"
    log.unlink(missing_ok=True)
    number = READERS * visits * len(paths)
    # One that hangs is ended, and what it did not get counts as failed.
    command = [
        "timeout", f"{AT_MOST}", program("h2load"), "--h1", f"--requests={number}", f"--clients={READERS}",
        "--threads=1", f"--input-file={folder / 'addresses'}", "--header=accept-encoding: gzip",
        "--connection-inactivity-timeout=30", f"--log-file={log}",
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=False)
    rows = [tuple(map(int, line.split("\t")[:3])) for line in log.read_text(encoding="utf-8").splitlines()]
    return load_figures(rows, number, len(paths))


def measure_load(folder, sites, pages, say):
    """Return {site, with what it keeps for times offline or without: figures} for {site: (port, folder)}."""
    allow_open_files(READERS + OTHER_FILES)
    found, wanted, rounds = {}, {}, {}
    host = folder / "nginx"
    for _, site in sites.values():
        compress(site)
    with nginx(host, {port: site for port, site in sites.values()}):
        with chosen_chromium() as browser:
            for name, (port, _) in sites.items():
                for acts in [False, True] if name == "ours" else [False]:
                    rows, first = visit(browser, f"http://127.0.0.1:{port}/", pages, host / f"{port}.log", acts)
                    key = f"{name}, kept for offline" if acts else name
                    found[key] = {
                        "visits": KEPT_VISITS if acts else VISITS,
                        "requests": len(rows),
                        "bytes": sum(size for _, _, size in rows),
                        "first_requests": first,
                        "first_bytes": sum(size for _, _, size in rows[:first]),
                    }
                    wanted[key] = (f"http://127.0.0.1:{port}/", [path for path, _, _ in rows])
        # In turn, so that a slow minute of the machine hits all alike.
        for number in range(ROUNDS):
            for key, what in found.items():
                say(f"Load, round {number + 1} of {ROUNDS}: {READERS:,} readers, {key}")
                rounds.setdefault(key, []).append(press(folder, *wanted[key], what["visits"]))
    for key, what in found.items():
        sums = {name: sum(each[name] for each in rounds[key]) for name in ("sent", "failed")}
        found[key] = what | medians(rounds[key]) | sums
    return found
