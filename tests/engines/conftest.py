"""The engines: each is started once, and each story begins with a window as if none had been there before."""

import os

import pytest

from engines.chromium import Chromium, old_chromium
from engines.firefox import Firefox
from engines.webkit import WebKit

ENGINES = {
    "chromium": Chromium,
    "firefox": lambda playwright: Firefox(),
    "webkit": lambda playwright: WebKit(),
}
if os.environ.get("OLD_ENGINES"):
    ENGINES |= {f"chromium-{v}": lambda playwright, v=v: old_chromium(playwright, v) for v in ("92", "83")}


@pytest.fixture(scope="session", params=ENGINES)
def engine(request, playwright):
    running = ENGINES[request.param](playwright)
    yield running
    running.close()


@pytest.fixture
def reader(engine):
    """Someone with a small phone, by day."""
    engine.begin()
    return engine
