"""What others made travels with its license: `licenses.txt` stands beside the pages, and goes along in the archive.

The page “License and reuse” lists the same parts in plain words.
"""

from pathlib import Path

from mkdocs.structure.files import File

from build import step

NAME = "licenses.txt"


@step(needs="own_files")
def publish_licenses(build, files):
    """Put the licenses beside the pages."""
    text = Path(build.config.theme.custom_dir, "components", "licenses", NAME).read_text(encoding="utf-8")
    files.append(File.generated(build.config, NAME, content=text))
