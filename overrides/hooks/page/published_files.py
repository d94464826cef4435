"""Nothing is published that no reader asked for: only files from `docs/` leave the house.

MkDocs copies every file of the theme that is not a template: Material's stylesheets, bundle, source maps and
search languages (2 MB), and our own stylesheets, which already stand in every page. It also copies what systems and
editors leave in a folder without asking; a file of another kind than we publish is told to its author
(`words/writing_rules.py`).
"""

import re
from pathlib import Path

from build import step

# What nobody put there. MkDocs itself leaves out all that begins with a dot.
LEFT_BEHIND = re.compile(
    r"(?:.*/)?(?:__macosx/.*|\$recycle\.bin/.*|(?:eh)?thumbs(?:_vista)?\.db|desktop\.ini|icon\r|~\$[^/]*|#[^/]*#"
    r"|[^/]*~|[^/]*\.(?:bak|crdownload|old|orig|part|rej|sw[a-z]|te?mp))",
    re.IGNORECASE,
)


def left_behind(path):
    """Return whether a file, by its path below `docs/`, is what a system or an editor left there."""
    return LEFT_BEHIND.fullmatch(path) is not None


def from_docs(file, docs_dir):
    """Return whether a MkDocs file lies in the folder of words and pictures."""
    return Path(docs_dir) in Path(file.abs_src_path).parents


@step(gives="own_files")
def keep_own_files(build, files):
    """Take the theme's own files out of what will be copied, and what was left behind in ours."""
    docs = build.config.docs_dir
    for file in [file for file in files if not from_docs(file, docs) or left_behind(file.src_uri)]:
        files.remove(file)
    build.own_files = True
