"""A picture or script is fetched once and kept for good: its name holds a hash of its content.

What people download and keep by name, such as `data/claims.json`, keeps its plain name.
"""

import hashlib
from pathlib import PurePosixPath

from mkdocs.structure.files import File

from build import step

LASTING = ("app/", "assets/", "images/")


def lasting(name, content):
    """Return the name under which some bytes are published: `images/a.svg` becomes `images/a.1f2e3d4c.svg`."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:8]}{path.suffix}"))


def rename(file):
    """Give a file of MkDocs its lasting name; links in Markdown follow by themselves."""
    file.dest_uri = lasting(file.src_uri, file.content_bytes)


def add(name, content, *, files, config):
    """Publish text or bytes as `name` under its lasting name; return its address below the site's root."""
    file = File.generated(config, name, content=content)
    rename(file)
    files.append(file)
    return file.url


@step(needs="own_files data_files drawing_files", gives="lasting_files")
def name_pictures(build, files):
    """Rename the pictures."""
    for file in files:
        if file.src_uri.startswith(LASTING):
            rename(file)
    theme = build.config.theme
    theme["favicon"] = files.get_file_from_path(theme["favicon"]).url
    build.lasting_files = True
