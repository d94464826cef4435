"""The script that finds what cannot be seen or pressed on a page as it is laid out now."""

from pathlib import Path

# What stands before the function is for Prettier.
AUDIT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").partition("\n;")[2]
