"""Search engines and assistants are told in schema.org's words what a page is, how fresh it is and what it cites.

All of it comes from the page's record and the register. Nothing here names a reviewer or an author with a title: no
clinician has reviewed the guide.
"""

from page_record import record_problems

CONTEXT = "https://schema.org"
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


def structured_data(meta, address, *, site_name, site_url, cited, definition=""):
    """Return a page as JSON-LD: `meta` is its record, `cited` the links of its sources in the order of its notes.

    `definition` says what a cramp is, on the home page alone.
    """
    page = {
        "@context": CONTEXT,
        "@type": "MedicalWebPage",
        "@id": address,
        "name": meta["title"],
        "lastReviewed": meta["reviewed"].isoformat(),
        "isPartOf": {"@type": "WebSite", "name": site_name, "url": site_url},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "about": condition(site_url),
    }
    if definition:
        page["about"] |= {
            "description": definition,
            "associatedAnatomy": {"@type": "AnatomicalStructure", "name": "Foot"},
        }
    if address != site_url:
        page["breadcrumb"] = trail([("Home", site_url), (meta["title"], address)])
    if cited:
        page["citation"] = list(dict.fromkeys(cited))
    return page


def on_page_context(context, *, page, config, nav):
    """Give a page about health its description; one without a whole record, which its rule reports, gets none."""
    context["structured_data"] = None
    if page.meta.get("health", True) and not list(record_problems(page.meta)):
        context["structured_data"] = structured_data(
            page.meta, page.canonical_url, site_name=config.site_name, site_url=config.site_url,
            cited=[link for note in page.notes for _, link in note.sources if link],
            definition=config.extra["register"].claims[CONDITION].statement if page.is_homepage else "",
        )  # fmt: skip
    return context
