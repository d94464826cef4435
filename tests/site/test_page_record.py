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


def test_a_record_says_plainly_that_nobody_is_named_where_nobody_is(site):
    for name, page in site.articles.items():
        assert "The publisher of this copy has not given a name." in page.text_of("//section[@class='fc-record']"), name


def test_a_record_names_the_publisher_with_role_contact_and_interests(site_below_a_path):
    for name, page in site_below_a_path.articles.items():
        record = page.text_of("//section[@class='fc-record']")
        told = "Published by Foot & Leg Trust, a charity in Leeds. Contact: help@trust.example. We sell nothing."
        assert told in record, name
        (contact,) = page.document.xpath("//section[@class='fc-record']//a[starts-with(@href, 'mailto:')]/@href")
        assert contact == "mailto:help@trust.example"
