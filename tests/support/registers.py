"""Registers for tests: records written out as their authors write them, and read again."""

import json

import yaml

from door.records import Written
from evidence.register import register_of


def register(claims, sources):
    """Return the register of two lists of records, given as dicts."""
    return register_of(
        Written("docs/data/claims.yaml", yaml.safe_dump(claims, sort_keys=False)),
        Written("docs/data/sources.json", json.dumps(sources), "JSON"),
    )
