"""What an author has to mend, told at the end of a run: one fault in a page fails many checks that follow from it."""

import re

# A fault as a build or a check tells it: a file of the author's, perhaps its line, what is wrong and what to do. Behind
# a quotation mark it stands in the code of the check, or in a list that the check tells line by line as well.
FAULT = re.compile(r"(?<![\w/\"'])((?:docs/[\w./-]+|mkdocs\.yml)(?::\d+)?: [^\n]+)")


def mend_first(texts):
    """Return each fault that these texts of failed checks tell, once, in order of file and line.

    Those with a line, and moves that cannot be, come first: nothing is built then, and what a site lacks is nobody's
    fault.
    """
    found = {fault.strip() for text in texts for fault in FAULT.findall(text)}
    found = {fault for fault in found if re.match(r"[^:]+:(?:\d+| moved):", fault)} or found
    return sorted(
        found, key=lambda fault: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", fault)]
    )


def tell_last(reporter):
    """Print, below all else, what is to be mended first."""
    failed = [*reporter.stats.get("failed", ()), *reporter.stats.get("error", ())]
    if faults := mend_first(report.longreprtext for report in failed):
        reporter.write_line("\nMend this first; other checks may have failed only because of it:\n")
        for fault in faults:
            reporter.write_line(fault)
