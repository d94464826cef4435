"""No page reaches a reader without the safety notice: once, and before the main text begins.

The notice's words stand in `components/safety-notice`; this hook looks at each finished page.
"""

import logging

import lxml.html

log = logging.getLogger("mkdocs.hooks.safety_notice")


def notice_problem(html):
    """Return what is wrong with the safety notice of a finished page, or None."""
    document = lxml.html.fromstring(html)
    notices = document.xpath("//main//*[@id='safety-notice']")
    if len(notices) != 1:
        return f"the safety notice stands on this page {len(notices)} times, not once"
    if not notices[0].text_content().strip():
        return "the safety notice on this page is empty"
    if notices[0].xpath("preceding::h2 | preceding::h3 | preceding::ol"):
        return "the safety notice on this page stands behind the main text"
    return None


def _report(name, html):
    if problem := notice_problem(html):
        log.warning(
            f"{name}: safety-notice: {problem}. Mend the template: every page includes "
            "components/safety-notice/safety-notice.html right after its h1."
        )


def on_post_page(output, *, page, config):
    """Check every page made from Markdown."""
    _report(f"docs/{page.file.src_uri}", output)
    return output


def on_post_template(output_content, *, template_name, config):
    """Check the pages made from a template alone, such as 404.html."""
    if template_name.endswith(".html"):
        _report(template_name, output_content)
    return output_content
