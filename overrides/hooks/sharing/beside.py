"""Some work of a build goes on in a process of its own, beside the build."""

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from mkdocs.exceptions import PluginError


def beside(work, *given):
    """Begin some work on what is there now; return a function that waits until it is done, and raises if it failed.

    The process is a copy of this one with all that it holds, and nothing comes back from it but the files that it
    writes. It must not call the minifier, whose own threads are not copied. Where no such copy can be made safely, as
    on macOS and Windows, the work is done at once.
    """
    if sys.platform != "linux":
        work(*given)
        return lambda: None
    process = multiprocessing.get_context("fork").Process(target=work, args=given)
    process.start()

    def wait():
        process.join()
        if process.exitcode:
            raise PluginError(f"{work.__module__}.{work.__name__} broke off; what it said stands above.")

    return wait


def workers():
    """Return a pool for work that is done side by side: of copies of this process where they can be made safely."""
    if sys.platform != "linux":
        return ThreadPoolExecutor(os.cpu_count())
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork"))
