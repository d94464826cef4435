"""No page reaches a reader without the safety notice: once, behind the answer, and before the main text begins.

The notice's words stand in `components/safety-notice`; this hook looks at each finished page.
"""

import logging

from build import step
from words.source_page import ANSWER

log = logging.getLogger("mkdocs.hooks.safety_notice")


def notice_problem(document):
    """Return what is wrong with the safety notice of a finished page, given as a tree of lxml, or None."""
    notices = document.xpath("//main//*[@id='safety-notice']")
    if len(notices) != 1:
        return f"the safety notice stands on this page {len(notices)} times, not once"
    if not notices[0].text_content().strip():
        return "the safety notice on this page is empty"
    if notices[0].xpath(f"preceding::h2 | preceding::h3 | preceding::ol[not(ancestor::{ANSWER})]"):
        return "the safety notice on this page stands behind the main text"
    return None


@step(needs="finished pages_written")
def check_notices(build):
    """Look at every finished page: those made from Markdown, and those from a template alone, such as 404.html."""
    for page in build.finished.values():
        if problem := notice_problem(page.document):
            log.warning(
                f"{page.source.removeprefix('overrides/')}: safety-notice: {problem}. Mend the template: every page "
                "includes components/safety-notice/safety-notice.html right after its h1."
            )
