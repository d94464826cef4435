"""Anyone can take the evidence along: `data/claims.json` and `.csv`, `data/sources.json` (CSL-JSON) and `.csv`.

Claims that may not be published stay at home; `about/evidence.md` explains the fields.
"""

import csv
import io
import json

import lxml.html
from mkdocs.structure.files import File

from build import step


def claims_json(register):
    """Return the published claims as JSON text."""
    return _json([claim.model_dump() for claim in register.published.values()])


def claims_csv(register):
    """Return the published claims as CSV text; ids in a list are parted by spaces."""
    rows = [claim.model_dump() for claim in register.published.values()]
    return _csv(
        [{key: " ".join(value) if isinstance(value, list) else value for key, value in row.items()} for row in rows]
    )


def sources_json(register):
    """Return the sources as CSL-JSON text."""
    return _json([source.model_dump(by_alias=True, exclude_defaults=True) for source in register.sources.values()])


def sources_csv(register, citations):
    """Return the sources as CSV text: id, citation in AMA style, link, what was seen, the claims that rest on it."""
    return _csv(
        [
            {
                "id": name,
                "citation": lxml.html.fromstring(f"<p>{citations[name]}</p>").text_content(),
                "link": source.link,
                "seen": source.custom.note,
                "claims": " ".join(claim.id for claim in register.resting_on(name)),
            }
            for name, source in register.sources.items()
        ]
    )


def _json(records):
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _csv(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    # Without a byte order mark, Excel takes UTF-8 for the code page of its machine.
    return "\ufeff" + text.getvalue()


@step(needs="register citations own_files", gives="data_files")
def publish_data(build, files):
    """Put the files beside the pages; the source of `sources.json` gives way to what was checked."""
    for name, content in {
        "claims.json": claims_json(build.register),
        "claims.csv": claims_csv(build.register),
        "sources.json": sources_json(build.register),
        "sources.csv": sources_csv(build.register, build.citations),
    }.items():
        if (old := files.get_file_from_path(f"data/{name}")) is not None:
            files.remove(old)
        files.append(File.generated(build.config, f"data/{name}", content=content))
    build.data_files = True
