"""What became of sources, as Crossref and PubMed tell it: both are stood in for."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from evidence.register import Claim, Register, Source
from support.built_site import BuiltPage
from watch import retractions
from watch.retractions import Hosts


def update(kind, doi, source="publisher"):
    """Return a notice as Crossref's REST API gives it."""
    day = {"date-parts": [[2024, 5, 6]], "date-time": "2024-05-06T00:00:00Z", "timestamp": 1714953600000}
    return {"DOI": doi, "type": kind, "label": kind.title(), "source": source, "updated": day, "record-id": "17269"}


WORKS = {
    "10.1000/fine": [],
    "10.1000/gone": [
        update("correction", "10.1000/n1"),
        update("retraction", "10.1000/N2", "retraction-watch"),
    ],
    "10.1000/odd": [update("expression_of_concern", "10.1000/n3")],
    "10.1000/mended": [update("erratum", "10.1000/n4")],
    "10.1000/pub2": [update("new_version", "10.1000/pub3")],
    "10.1000/sici<1>": [update("some_new_type", "10.1000/n5")],
    "10.1000/read": [update("correction", "10.1000/N6")],
}
SUMMARIES = {
    "11": {"uid": "11", "pubtype": ["Journal Article"], "references": [
        {"refsource": "J Foot. 2024;1:2", "reftype": "Erratum in", "pmid": 12, "note": ""},
        {"refsource": "J Foot. 2023;1:2", "reftype": "Comment in", "pmid": 13, "note": ""},
        {"refsource": "J Foot. 2022;1:2", "reftype": "Erratum for", "pmid": 14, "note": ""},
    ]},
    "21": {"uid": "21", "pubtype": ["Journal Article"], "references": []},
}  # fmt: skip
UNKNOWN = {"error": "cannot get document summary"}


class _StandIn(BaseHTTPRequestHandler):
    """Answers as Crossref and PubMed do, and keeps what it was asked."""

    def do_GET(self):
        self.server.asked.append(self.path)
        address, asked = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
        if address.path == "/busy/works":
            self.send_error(503)
            return
        if address.path == "/odd/works":
            answer = {"message": {"total": 1}}
        elif address.path == "/works":
            dois = [each.removeprefix("doi:") for each in asked["filter"][0].split(",")]
            items = [
                {"DOI": doi, "updated-by": WORKS[doi]} if WORKS[doi] else {"DOI": doi} for doi in dois if doi in WORKS
            ]
            answer = {"status": "ok", "message-type": "work-list", "message": {"total-results": 1, "items": items}}
        else:
            assert address.path == "/esummary.fcgi"
            uids = asked["id"][0].split(",")
            answer = {"result": {"uids": uids, **{uid: SUMMARIES.get(uid, UNKNOWN | {"uid": uid}) for uid in uids}}}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def stand_in():
    """A host of this machine that stands in for Crossref and PubMed: its address, and the list of what it was asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _StandIn) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SimpleNamespace(address=f"http://127.0.0.1:{server.server_port}", asked=server.asked)
        server.shutdown()


def source(name, **more):
    return Source(id=name, type="article-journal", title="A title", **more)


def claim(name, *sources):
    return Claim(
        id=name, topic="relief", statement="It helps a little.", detail="It helped a little.", population="anyone",
        design="trial", certainty="low", certainty_basis="Our own rating.", indirectness="none", sources=list(sources),
        verified=True, priority="core",
    )  # fmt: skip


def register(sources, claims=()):
    return Register({each.id: each for each in claims}, {each.id: each for each in sources}, ())


def page(name, html):
    return BuiltPage(name, f"<!doctype html><html><body>{html}</body></html>")


def hosts(address, pubmed=None, **more):
    return Hosts(address, pubmed or address, pause=0, **more)


def test_a_retracted_source_is_told_first_with_its_notice_and_with_the_claims_and_pages_that_rest_on_it(stand_in):
    known = register(
        [
            source("mended", DOI="10.1000/mended"),
            source("gone", DOI="10.1000/GONE"),
            source("fine", DOI="10.1000/fine"),
        ],
        [claim("R01-one", "gone"), claim("R02-two", "fine", "gone"), claim("R03-three", "fine")],
    )
    pages = [page("causes/index.html", "<li id=fn-R02>"), page("index.html", "<li id=fn-R01><li id=fn-R03>")]
    told = retractions.told_of(known, pages, hosts(stand_in.address))
    assert told.found == [
        "**retracted**: `gone`. `correction, says publisher` https://doi.org/10.1000/n1;"
        " `retraction, says retraction-watch` https://doi.org/10.1000/N2. On it rest: R01-one, R02-two, on /, /causes/",
        "**corrected**: `mended`. `erratum, says publisher` https://doi.org/10.1000/n4."
        " On it rest: no claim, on no page",
    ]
    assert told.unasked == []
    assert told.known[0] == "Crossref knows 3 of 3 articles"


@pytest.mark.parametrize(
    ("doi", "kind"),
    [("odd", "doubted"), ("mended", "corrected"), ("pub2", "replaced"), ("sici%3C1%3E", "updated")],
)
def test_each_kind_of_notice_has_its_word(stand_in, doi, kind):
    told = retractions.told_of(register([source("one", DOI=f"10.1000/{doi}")]), [], hosts(stand_in.address))
    assert [line.partition(":")[0] for line in told.found] == [f"**{kind}**"]


def test_pubmed_is_asked_too_and_what_an_article_itself_corrects_is_no_notice_on_it(stand_in):
    told = retractions.told_of(
        register([source("one", PMID="11"), source("two", PMID="21"), source("three", PMID="31")]), [],
        hosts(stand_in.address),
    )  # fmt: skip
    assert told.found == [
        "**corrected**: `one`. `Erratum in J Foot. 2024;1:2, says PubMed` https://pubmed.ncbi.nlm.nih.gov/12/."
        " On it rest: no claim, on no page"
    ]
    assert told.known[0] == "PubMed knows 2 of 3 articles; not `31`"


def test_a_notice_that_the_note_of_its_source_names_is_told_no_more(stand_in):
    note = {"note": "Corrected in 2024 (10.1000/n6); no figure that we use changed."}
    told = retractions.told_of(register([source("one", DOI="10.1000/read", custom=note)]), [], hosts(stand_in.address))
    assert told.found == []


def test_a_note_that_names_another_notice_which_begins_alike_hides_none(stand_in):
    for note in ("10.1000/n66", "10.1000/n6.1", "10.1000/n"):
        one = source("one", DOI="10.1000/read", custom={"note": f"Corrected (https://doi.org/{note})."})
        assert len(retractions.told_of(register([one]), [], hosts(stand_in.address)).found) == 1


def test_few_questions_are_asked_and_a_contact_is_named_only_where_one_is_set(stand_in):
    dois = [f"10.1000/{number}" for number in range(25)]
    known = register([source(f"s{at}", DOI=doi) for at, doi in enumerate([*dois, *dois])])
    retractions.told_of(known, [], hosts(stand_in.address))
    assert len(stand_in.asked) == 2
    assert not [each for each in stand_in.asked if "mailto" in each]
    hosts(stand_in.address, contact="watch@guide.example").of_dois({"10.1000/fine"})
    assert "mailto=watch%40guide.example" in stand_in.asked[-1]


def test_crossref_is_told_a_mail_address_and_no_other_contact():
    assert retractions.mail_of("mailto:help@guide.example") == retractions.mail_of("help@guide.example")
    assert retractions.mail_of("help@guide.example") == "help@guide.example"
    assert retractions.mail_of("https://guide.example/contact/") == retractions.mail_of("") == ""


def test_the_whole_register_is_asked_about_in_a_few_questions_a_second_apart(stand_in, monkeypatch):
    monkeypatch.setenv("CROSSREF_URL", stand_in.address)
    monkeypatch.setenv("PUBMED_URL", stand_in.address)
    slept = []
    monkeypatch.setattr(retractions.time, "sleep", slept.append)
    told = retractions.retractions(SimpleNamespace(articles={}))
    # The stand-in knows none of them, which no such host would say.
    assert [line.partition(" of ")[0] for line in told.unasked] == ["Crossref knows 0", "PubMed knows 0"]
    assert all(line.endswith(". Is it still asked in the right way?") for line in told.unasked)
    assert len(slept) == len(stand_in.asked) < 15
    assert set(slept) == {1.0}


@pytest.mark.parametrize(
    ("path", "why"),
    [("/busy", "HTTP Error 503"), ("/odd", "another form than we know: KeyError('items')")],
)
def test_a_host_that_does_not_answer_as_it_should_is_told(stand_in, path, why):
    told = retractions.told_of(register([source("one", DOI="10.1000/fine")]), [], hosts(stand_in.address + path))
    (line,) = told.unasked
    assert line.startswith("Crossref: 1 articles: ")
    assert why in line
    assert not [each for each in told.known if each.startswith("Crossref")]


def test_a_host_that_cannot_be_reached_is_told():
    # Nothing listens there.
    told = retractions.told_of(register([source("one", PMID="11")]), [], hosts("http://127.0.0.1:1"))
    assert len(told.unasked) == 1
    assert "Connection refused" in told.unasked[0]


def test_sources_that_no_host_can_be_asked_about_are_counted():
    told = retractions.told_of(register([source("one"), source("two", URL="https://a.example/")]), [], hosts("x:"))
    assert told.known == [
        "2 of 2 sources have neither a DOI nor a PubMed number: no host can be asked whether they still hold"
    ]
