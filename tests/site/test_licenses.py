"""What others made is sent with its license."""

import re
from zipfile import ZipFile

KINDS = (".js", ".css", ".svg")


def test_everyone_who_claims_a_right_in_what_is_sent_stands_among_the_licenses(site):
    texts = (site.folder / "licenses.txt").read_text(encoding="utf-8")
    claimed = {}
    for name in sorted(site.files):
        if name.endswith(KINDS):
            text = (site.folder / name).read_text(encoding="utf-8")
            for maker in re.findall(r"(?:Copyright|©)[ \d,-]*(?:\([Cc]\)|©)?[ \d,-]*([A-Z][\w .]+\w)", text):
                claimed.setdefault(maker, name)
    assert "Oliver Nightingale" in claimed
    missing = {maker: name for maker, name in claimed.items() if maker not in texts}
    assert not missing, f"Add them to overrides/components/licenses/licenses.txt and to the page: {missing}"


def test_the_licenses_go_along_in_the_archive(site):
    with ZipFile(site.folder / "foot-cramps-site.zip") as archive:
        kept = archive.read("foot-cramp-guide/licenses.txt")
    assert kept == (site.folder / "licenses.txt").read_bytes()


def test_the_license_page_leads_to_them(site):
    assert "../../licenses.txt" in site.pages["about/licence/index.html"].links
