"""Some work of a build goes on in a process of its own, beside the build."""

import contextlib
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from mkdocs.exceptions import PluginError

# Fewer things are done before such a process has begun.
WORTH_IT = 8


def beside(work, *given):
    """Begin some work on what is there now; return a function that waits until it is done, and returns what it made.

    The process is a copy of this one with all that it holds; what comes back must be something that can be sent. It
    must not call the minifier, whose own threads are not copied. Where no such copy can be made safely, as on macOS and
    Windows, the work is done at once.
    """
    if sys.platform != "linux":
        made = work(*given)
        return lambda: made
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def do():
        here.close()
        made = work(*given)
        # A build that broke off waits for nothing any more.
        with contextlib.suppress(BrokenPipeError):
            there.send(made)

    # Whatever ends this process ends it too.
    process = context.Process(target=do, daemon=True)
    process.start()
    there.close()

    def wait():
        try:
            return here.recv()
        except EOFError:
            raise PluginError(f"{work.__module__}.{work.__name__} broke off; what it said stands above.") from None
        finally:
            process.join()

    return wait


def halved(work, things):
    """Return what some work makes of each of these things; one half of it is done beside the other."""
    half = len(things) // 2 if os.cpu_count() > 1 and len(things) >= WORTH_IT else len(things)
    if half == len(things):
        return list(map(work, things))
    others = beside(lambda: list(map(work, things[half:])))
    return [*map(work, things[:half]), *others()]


def workers():
    """Return a pool for work that is done side by side: of copies of this process where they can be made safely."""
    if sys.platform != "linux":
        return ThreadPoolExecutor(os.cpu_count())
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork"))
