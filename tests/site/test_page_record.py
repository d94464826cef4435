"""The page record, as readers receive it."""


def test_every_page_ends_with_its_record(site):
    for name, page in site.articles.items():
        [record] = page.document.xpath("//main//section[contains(@class, 'fc-record')]")
        assert not record.xpath("following::h2[@id != 'notes']"), name
        assert len(record.xpath(".//time/@datetime")) >= 3, name
        assert "No clinician has reviewed and no patient has tested this guide yet." in record.text_content(), name


def test_the_site_map_gives_the_day_of_the_last_check(site):
    site_map = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    for page in site.articles.values():
        reviewed = page.document.xpath("string(//section[contains(@class, 'fc-record')]//time/@datetime)")
        assert f"<loc>https://guide.example/{page.address}</loc>\n         <lastmod>{reviewed}</lastmod>" in site_map


def test_every_page_describes_itself(site):
    said = [page.document.xpath("string(//meta[@name='description']/@content)") for page in site.articles.values()]
    assert all(said)
    assert len(set(said)) == len(said)
