"""The twins for programs: every word of every page, every caution, every source; and the lists that lead there."""

import re
import urllib.robotparser

import lxml.html

from page.finished_pages import inner

HOST = "https://guide.example/"
# The address may hold parentheses, as some DOIs do.
LINK = re.compile(r"\]\(((?:[^()]|\([^()]*\))*)\)")


def letters(text):
    """Return the letters and digits of a text, the numbers of its notes left out."""
    return re.sub(r"[\W_]+", "", text)


def twin_of(site, page):
    return (site.folder / page.path.replace(".html", ".md")).read_text(encoding="utf-8")


def test_a_twin_says_all_that_its_page_says(site):
    checked = 0
    for name, page in site.articles.items():
        twin = letters(LINK.sub("", re.sub(r"\[\^\w+\]", "", twin_of(site, page))))
        for part in page.document.xpath("//article//*[self::p or self::li or self::td or self::h2 or self::h3]"):
            if part.xpath("ancestor::nav or @class='fc-pointer' or @class='fc-moved' or .//a[@role='doc-backlink']"):
                continue
            copy = lxml.html.fragment_fromstring(inner(part), create_parent="div")
            for marker in copy.xpath(".//sup | .//p[a[@role='doc-backlink']]"):
                marker.drop_tree()
            for line in copy.text_content().splitlines():
                assert letters(line) in twin, (name, line)
                checked += 1
    assert checked > 3000


def test_a_twin_has_the_notice_the_steps_and_every_drawing_in_words(site):
    for name, page in site.articles.items():
        twin = twin_of(site, page)
        assert twin.startswith(f"Source: <{HOST}{page.address}>\n\n# "), name
        assert "This is general information, not a diagnosis." in twin, name
        assert "**One foot suddenly cold and pale, blue or numb?" in twin or name == "immediate-relief/index.html", name
        for words in page.document.xpath("//img/@alt | //svg[@role='img']/@aria-label"):
            assert f"[Drawing: {words}]" in " ".join(twin.split()), name


def test_every_marker_of_a_twin_has_its_note(site):
    for name, page in site.articles.items():
        twin = twin_of(site, page)
        assert set(re.findall(r"\[\^(\w+)\](?!:)", twin)) == set(re.findall(r"^\[\^(\w+)\]: ", twin, re.M)), name


def test_the_links_of_a_twin_are_whole(site):
    for name, page in site.articles.items():
        links = LINK.findall(twin_of(site, page))
        assert links, name
        assert all(re.match(r"https?://|tel:|sms:", link) for link in links), name


def test_the_list_for_assistants_names_every_page_and_what_must_be_quoted(site):
    text = (site.folder / "llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"\]\(https://guide\.example/([^)]*)\)", text)
    assert set(links) <= site.files
    assert {link for link in links if link.endswith(".md")} == {name.replace(".html", ".md") for name in site.articles}
    assert text.startswith("# Foot Cramp Guide\n\n> ")
    for words in ("not a diagnosis", "signs of danger", "No clinician has reviewed"):
        assert words in text


def test_what_is_sent_as_text_reads_the_same_whatever_a_host_says_of_it(site):
    for name in ("llms.txt", "robots.txt"):
        assert (site.folder / name).read_bytes().isascii(), name
    # A host that reads a file of headers is told what the twins are written in.
    headers = (site.folder / "_headers").read_text(encoding="utf-8")
    assert "/*.md\n  Content-Type: text/markdown; charset=utf-8\n" in headers
    assert "/*.csv\n  Content-Type: text/csv; charset=utf-8\n" in headers


def test_robots_may_read_all_and_find_the_map(site):
    rules = urllib.robotparser.RobotFileParser()
    rules.parse((site.folder / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert rules.site_maps() == [f"{HOST}sitemap.xml"]
    # An app for messages reads a short address too.
    for path in ("", "causes/", "s/use-a-towel/", "llms.txt"):
        assert rules.can_fetch("facebookexternalhit", HOST + path)
    assert "sitemap.xml" in site.files
