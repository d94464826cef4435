"""The tables beside this module, which tests go through: stories, signs, words, criteria."""

from pathlib import Path

import yaml


def table(name):
    """Return what `name`.yml holds. PyYAML reads it in C: in Python the tables take half a second of every run."""
    with (Path(__file__).parent / f"{name}.yml").open(encoding="utf-8") as file:
        return yaml.load(file, yaml.CSafeLoader)
