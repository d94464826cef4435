"""Search engines and assistants are told in schema.org's words what a page is, how fresh it is and what it cites.

All of it comes from the page's record and the register. Nothing here names a reviewer or an author with a title: no
clinician has reviewed the guide.
"""

from build import step

CONTEXT = "https://schema.org"
# As many of its sources as a page names here.
CITED = 20
# The claim that says what a cramp is.
CONDITION = "EPI-01-what-a-cramp-is"


def condition(site_url):
    """Return the condition that the guide is about, by name; the home page says more of it."""
    return {"@type": "MedicalCondition", "@id": f"{site_url}#foot-cramp", "name": "Foot cramp"}


def trail(steps):
    """Return the way to a page, [(name, address)] from the home page on."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def publisher_of(publisher):
    """Return a publisher who has a name, with what they said of themselves."""
    said = {"@type": publisher.kind.capitalize(), "name": publisher.name}
    if publisher.role:
        said["description"] = publisher.role
    if publisher.contact:
        said["url" if publisher.contact.startswith("http") else "email"] = publisher.contact
    return said


def structured_data(record, address, *, site_name, site_url, cited, definition="", publisher=None):
    """Return a page as JSON-LD: `record` is the page's, `cited` the links of its sources in the order of its notes.

    `definition` says what a cramp is, on the home page alone; `publisher` is who publishes the site, if that is told.
    """
    page = {
        "@context": CONTEXT,
        "@type": "MedicalWebPage",
        "@id": address,
        "name": record.title,
        "lastReviewed": record.reviewed.isoformat(),
        "isPartOf": {"@type": "WebSite", "name": site_name, "url": site_url},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "about": condition(site_url),
    }
    if publisher and publisher.name:
        page["publisher"] = publisher_of(publisher)
    if definition:
        page["about"] |= {
            "description": definition,
            "associatedAnatomy": {"@type": "AnatomicalStructure", "name": "Foot"},
        }
    if address != site_url:
        page["breadcrumb"] = trail([("Home", site_url), (record.title, address)])
    if cited:
        # All of them stand in the notes of the same page, which has a budget.
        page["citation"] = list(dict.fromkeys(cited))[:CITED]
    return page


@step(needs="settings records notes register")
def print_structured_data(build, context, page):
    """Give a page about health its description."""
    record = build.records[page.file.src_uri]
    context["structured_data"] = None
    # It names each thing by its address.
    if record.health and build.settings.site_url:
        context["structured_data"] = structured_data(
            record, page.canonical_url, site_name=build.config.site_name, site_url=build.settings.site_url,
            cited=[link for note in build.notes[page.file.src_uri] for _, link in note.sources if link],
            definition=build.register.claims[CONDITION].statement if page.is_homepage else "",
            publisher=build.settings.publisher,
        )  # fmt: skip
