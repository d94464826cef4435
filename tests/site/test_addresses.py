"""An address that was ever published leads to what it named, for ever: `docs/addresses.yml` lists them all."""

from urllib.parse import urljoin

import lxml.html
import pytest
import yaml

from page.lasting_names import LASTING
from support.built_site import PROJECT

LEDGER = "docs/addresses.yml"
HOST = "https://guide.example/"
# What nobody keeps or links: programs ask for it by name.
NOT_KEPT = {"404.html", "_headers", "guide.webmanifest", "sitemap.xml.gz", "worker.js"}


@pytest.fixture(scope="module")
def ledger():
    return yaml.safe_load((PROJECT / LEDGER).read_text(encoding="utf-8"))


def sections(page):
    headings = page.document.xpath("//div[@class='fc-section-heading']/*[@id != 'notes']")
    return [heading.get("id") for heading in headings]


def target_of(document, address):
    """Return the address below the root that a page which only leads on leads to, or None."""
    refresh = document.xpath("string(//meta[@http-equiv='refresh']/@content)").partition("; url=")[2]
    return urljoin(HOST + address, refresh).removeprefix(HOST) if refresh else None


def lost(ledger, site):
    """Yield every published address that no longer leads to what it named."""

    def opened(address):
        """The page that a reader ends up on, and its id if the way leads to one."""
        if f"{address}index.html" not in site.files:
            return None, ""
        document = lxml.html.parse(str(site.folder / address / "index.html"))
        if (target := target_of(document, address)) is None:
            return document, ""
        page, _, id = target.partition("#")
        return opened(page)[0], id

    for page, ids in ledger["published"].items():
        document, _ = opened(page)
        if document is None:
            yield f"the page “{page}” is gone. Add it under `moved`"
            continue
        for id in ids:
            if not document.xpath("//*[@id=$id]", id=id):
                yield (
                    f"the section “{page}#{id}” is gone. Add it under `moved`, as in `{page}#{id}: {page}#new-name`;"
                    " if its page is gone as well, lead it to a section of the page to which that leads"
                )
                continue
            end, arrived = opened(f"s/{id}/")
            if end is None or not end.xpath("//*[@id=$id]", id=arrived):
                yield f"the short address “s/{id}/” leads nowhere"
    yield from (f"the file “{name}” is gone" for name in ledger["files"] if name not in site.files)


def unlisted(ledger, site):
    """Yield every address of the site that is not in the ledger yet."""
    for page in site.articles.values():
        known = ledger["published"].get(page.address)
        if known is None:
            yield f"the page “{page.address}” is new. Add it with its sections"
        new = [id for id in sections(page) if id not in (known or [])]
        if known is not None and new:
            yield f"the sections {new} of “{page.address}” are new. Add them"
    for name in sorted(site.files - NOT_KEPT - set(ledger["files"])):
        if not name.endswith(("index.html", "index.md")) and not name.startswith((*LASTING, "previews/")):
            yield f"the file “{name}” is new. Add it to `files`"


def test_every_published_address_leads_to_what_it_named(ledger, site):
    problems = [f"{LEDGER}: {problem}." for problem in lost(ledger, site)]
    assert not problems, "\n" + "\n".join(problems)
    assert sum(map(len, ledger["published"].values())) > 250


def test_every_address_of_the_site_is_in_the_ledger(ledger, site):
    problems = [f"{LEDGER}: {problem}." for problem in unlisted(ledger, site)]
    assert not problems, "\n" + "\n".join(problems)


def test_no_id_names_sections_of_two_pages(site):
    places = {}
    for page in site.articles.values():
        for id in sections(page):
            places.setdefault(id, []).append(page.address)
    assert not {id: found for id, found in places.items() if len(found) > 1}


def test_what_moved_without_a_word_is_missed(ledger, moved_site):
    """The same edition, had nobody written down where things went."""
    found = "\n".join(lost({**ledger, "published": {"gone/": ["a"], "causes/": ["b"]}, "files": ["x"]}, moved_site))
    for words in ("the page “gone/” is gone", "the section “causes/#b” is gone", "the file “x” is gone"):
        assert words in found
    found = "\n".join(unlisted(ledger, moved_site))
    assert "['one-handed'] of “immediate-relief/” are new" in found
    assert "the page “how-common-are-cramps/” is new" in found


def test_what_moved_is_found_at_every_address_it_had(ledger, moved_site):
    assert moved_site.exit_code == 0, moved_site.log
    assert not list(lost(ledger, moved_site))


def test_a_moved_section_takes_its_name_along_and_the_page_it_left_says_where_it_went(moved_site):
    relief, causes = (moved_site.pages[f"{name}/index.html"] for name in ("immediate-relief", "causes"))
    assert relief.document.xpath("//h3[@id='one-handed']/span/@id") == ["use-one-hand"]
    assert causes.document.xpath("//h3[@id='soap-and-cramps']/span/@id") == ["soap-in-bed"]
    (note,) = moved_site.pages["prevention/index.html"].document.xpath("//p[@id='soap-in-bed']")
    assert note.xpath("a/@href") == ["../causes/#soap-and-cramps"]
    for old, new in (("use-one-hand", "one-handed"), ("soap-in-bed", "soap-and-cramps")):
        former, now = moved_site.short[old], moved_site.short[new]
        assert target_of(former.document, "s/x/") == target_of(now.document, "s/x/")
        # Both are one thing to those who count.
        url = "//meta[@property='og:url']/@content"
        assert former.document.xpath(url) == now.document.xpath(url) == [f"{HOST}s/{new}/"]


def test_a_section_keeps_its_name_on_another_page_and_the_page_it_left_says_where_it_went(ledger, site):
    kept = {old: new for old, new in ledger["moved"].items() if "#" in old and old.split("#")[1] == new.split("#")[1]}
    assert kept
    for old, new in kept.items():
        (page, id), (new_page, _) = old.split("#"), new.split("#")
        (note,) = site.pages[f"{page}index.html"].document.xpath("//p[@class='fc-moved' and @id=$id]", id=id)
        assert urljoin(HOST + page, note.xpath("string(a/@href)")) == HOST + new
        (place,) = site.pages[f"{new_page}index.html"].document.xpath("//*[@id=$id]", id=id)
        assert place.tag in ("h2", "h3")
        assert target_of(site.short[id].document, f"s/{id}/") == new


def test_a_moved_page_leaves_one_that_leads_on_with_the_notice(moved_site):
    page = moved_site.moved["who-gets-cramps/index.html"]
    # Not where the section went that had left it.
    assert target_of(page.document, page.address) == "how-common-are-cramps/"
    assert page.document.xpath("//link[@rel='canonical']/@href") == [f"{HOST}how-common-are-cramps/"]
    assert page.document.xpath("//*[@id='safety-notice']")
    sitemap = (moved_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "how-common-are-cramps" in sitemap
    assert "who-gets-cramps" not in sitemap


def test_in_the_moved_single_file_every_former_name_is_a_place(moved_site):
    document = lxml.html.parse(str(moved_site.folder / "foot-cramps.html"))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert document.xpath("//*[@id='use-one-hand']/ancestor::*[@id][1]/@id") == ["one-handed"]
    assert document.xpath("//*[@id='soap-in-bed']/ancestor::*[@id][1]/@id") == ["soap-and-cramps"]
    assert document.xpath("//*[@id='page-who-gets-cramps']/ancestor::*[@id][1]/@id") == ["page-how-common-are-cramps"]
