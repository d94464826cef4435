"""Lets pytest ask the quick tests first: most changes are killed by one that needs no build that has begun."""

SLOW = {"build", "config", "sources", "site"}


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: bool(SLOW & set(item.fixturenames)))
