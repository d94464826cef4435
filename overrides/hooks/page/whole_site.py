"""The site that stands there is whole at any moment: a build is made beside it, and takes its place when it is done.

Whoever ends a build half-way, or whose build fails, keeps the last good site. Of two builds at once the
later one stays.
"""

import contextlib
import errno
import os
import secrets
import shutil
import tempfile
import weakref
from glob import escape
from pathlib import Path

from mkdocs.utils import clean_directory

try:
    import fcntl
except ImportError:
    # Not on Windows, where what a build left that was killed is for its author to remove.
    fcntl = None

UNFINISHED = ".unfinished-"


def _locked(folder):
    """Lock a folder until the lock is closed, or this process ends; return None where another build has it."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return lock


def _sweep(site):
    """Remove what builds of this site left behind that were killed: nobody holds their locks."""
    for left in site.parent.glob(f".{escape(site.name)}{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if (lock := _locked(left)) is not None:
                _leave(left, lock)


def _leave(folder, lock):
    """Remove what is left of a build's folder, at the latest when its program ends, and unlock it."""
    shutil.rmtree(folder, ignore_errors=True)
    if lock:
        os.close(lock)


class SiteInMaking:
    """A site that is being built in `folder`, to stand at `site`; it goes if it is not put into its place."""

    def __init__(self, site):
        # Where a link stands, the folder that it names is replaced, not the link.
        self.site = Path(site).resolve()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        if fcntl:
            _sweep(self.site)
        lock = None
        while lock is None:
            name = f".{self.site.name}{UNFINISHED}{secrets.token_hex(4)}"
            try:
                self.folder = self.site.with_name(name)
                self.folder.mkdir()
            except OSError:
                # A folder of a host's, whose neighbors are not ours to make.
                self.folder = Path(tempfile.gettempdir(), name)
                self.folder.mkdir()
            try:
                # Where another build has it, or has removed it already, a new one is made: it takes this for left.
                lock = _locked(self.folder) if fcntl else False
            except FileNotFoundError:
                continue
            except OSError:
                # A disk that keeps no locks.
                lock = False
        self._leave = weakref.finalize(self, _leave, self.folder, lock)

    def put_in_place(self):
        """Let the site stand in its place, all at once."""
        hidden = self.site.is_dir() and any(entry.name.startswith(".") for entry in self.site.iterdir())
        # MkDocs leaves hidden files where they are, such as the `.git` of a branch that is published.
        if hidden or not self._swapped():
            self._fill()
        self._leave()

    def _swapped(self):
        before = self.folder.with_name(f"{self.folder.name}-before")
        try:
            while True:
                try:
                    if self.site.exists():
                        shutil.copymode(self.site, self.folder)
                        self.site.rename(before)
                    self.folder.rename(self.site)
                    return True
                except FileNotFoundError:
                    # Another build has just moved it.
                    if not self.folder.exists():
                        raise
                except OSError as error:
                    # Another build has just put its own there.
                    if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                        # A folder that cannot be moved, such as one that another disk is mounted on.
                        return False
                shutil.rmtree(before, ignore_errors=True)
        finally:
            # Ended in the middle of it.
            if before.exists() and not self.site.exists():
                before.rename(self.site)
            shutil.rmtree(before, ignore_errors=True)

    def _fill(self):
        """Move what was built into the folder that is there; its first page comes last."""
        self.site.mkdir(exist_ok=True)
        (self.site / "index.html").unlink(missing_ok=True)
        clean_directory(str(self.site))
        for entry in sorted(self.folder.iterdir(), key=lambda entry: entry.name == "index.html"):
            shutil.move(entry, self.site / entry.name)
