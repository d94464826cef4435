"""Lets pytest ask the quick tests first, and leave nothing for mutmut that belongs to another change.

Most changes are killed by a test that needs no build.
"""

import multiprocessing
import sys
from pathlib import Path

from support.built_site import PROJECT

SLOW = {"build", "config", "sources", "site"}
HOOKS = (PROJECT / "overrides" / "hooks").resolve()


def forget():
    """Let the hooks forget what they keep of earlier answers: mutmut tries all changes in copies of one process."""
    for module in list(sys.modules.values()):
        if Path(getattr(module, "__file__", None) or "").resolve().is_relative_to(HOOKS):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: bool(SLOW & set(item.fixturenames)))
    forget()


def pytest_sessionfinish():
    """Wait for what went on beside a build that broke off: mutmut takes whatever ends for a change that it tried."""
    for process in multiprocessing.active_children():
        process.join()
