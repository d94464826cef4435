"""Nothing is published that no reader asked for: only files from `docs/` leave the house.

MkDocs copies every file of the theme that is not a template: Material's stylesheets, bundle, source maps and
search languages (2 MB), and our own stylesheets, which already stand in every page.
"""

from pathlib import Path

from build import step


def from_docs(file, docs_dir):
    """Return whether a MkDocs file lies in the folder of words and pictures."""
    return Path(docs_dir) in Path(file.abs_src_path).parents


@step(gives="own_files")
def keep_own_files(build, files):
    """Take the theme's own files out of what will be copied."""
    for file in [file for file in files if not from_docs(file, build.config.docs_dir)]:
        files.remove(file)
    build.own_files = True
