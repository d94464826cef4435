"""Some work of a build goes on in a process of its own, beside the build."""

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from mkdocs.exceptions import PluginError

# Fewer things are done before such a process has begun.
WORTH_IT = 8


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


def halved(work, things):
    """Return what some work makes of each of these things; a copy of this process does one half of it.

    What comes of it must be something that can be sent. Where no such copy can be made safely, or there is no second
    processor, all is done here.
    """
    if sys.platform != "linux" or os.cpu_count() == 1 or len(things) < WORTH_IT:
        return list(map(work, things))
    half = len(things) // 2
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def do_other_half():
        try:
            there.send((list(map(work, things[half:])), None))
        except Exception as error:
            there.send((None, error))

    process = context.Process(target=do_other_half)
    process.start()
    there.close()
    done = list(map(work, things[:half]))
    try:
        other, error = here.recv()
    except EOFError:
        raise PluginError(f"{work.__module__}.{work.__qualname__} broke off; what it said stands above.") from None
    process.join()
    if error is not None:
        raise error
    return done + other


def workers():
    """Return a pool for work that is done side by side: of copies of this process where they can be made safely."""
    if sys.platform != "linux":
        return ThreadPoolExecutor(os.cpu_count())
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork"))
