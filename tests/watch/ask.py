"""Looks at what only other hosts and the calendar know: `make watch`, once a week, writes bench/watch.md.

What could not be asked is told as loudly as what was found: silence would look like health. Whatever is found, it ends
well; it fails where one of its own parts breaks, and tells that in the report too.
"""

import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from support.built_site import BuiltSite
from watch.links import HERE, links
from watch.newest import newest
from watch.report import Told, code, report
from watch.retractions import retractions
from watch.reviews import reviews
from watch.weaknesses import weaknesses
from watch.zensical import zensical

ASKINGS = (retractions, reviews, links, weaknesses, newest, zensical)


def asked(askings, site):
    """Return ([what each asking told], whether one broke): one that breaks off does not keep the others from asking."""
    tellings, broke = [], False
    for ask in askings:
        try:
            told = ask(site)
        except Exception as error:
            traceback.print_exc()
            # Another program that fails or never ends is no fault of this one.
            broke = broke or not isinstance(error, subprocess.SubprocessError)
            told = Told(ask.__name__.capitalize(), unasked=[f"broke off: {code(f'{type(error).__name__}: {error}')}"])
        print(f"{told.about}: {len(told.found)} to look at, {len(told.unasked)} could not be asked", flush=True)
        tellings.append(told)
    return tellings, broke


def main(folder):
    """Ask for everything, then write all that was told."""
    path = Path(folder, "watch.md")
    path.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        site = BuiltSite(Path(temporary, "site"), HERE)
        if site.exit_code:
            raise SystemExit(f"The site could not be built:\n{site.log}")
        tellings, broke = asked(ASKINGS, site)
    path.write_text(report(tellings), encoding="utf-8")
    print(f"Read {path}")
    sys.exit(broke)


if __name__ == "__main__":
    main(sys.argv[1])
