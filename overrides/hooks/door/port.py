"""Where an author's server shows the site: a port that is taken is told at once, with what to write instead."""

import errno
import socket
from contextlib import contextmanager

from mkdocs.exceptions import Abort

from build import step

WRONG = {
    errno.EADDRINUSE: "is taken",
    errno.EACCES: "is not for you: those below 1024 belong to the system",
    errno.EADDRNOTAVAIL: "is at an address that this machine has not",
}


@contextmanager
def port_told(host, port):
    """Let a port that cannot be had end the program with words."""
    try:
        yield
    except OSError as error:
        wrong = WRONG.get(error.errno, f"cannot be had: {error.strerror}")
        other = port + 1 if 1023 < port < 65_535 else 8001
        raise Abort(f"The port {port} {wrong}. Write: make serve PORT={other}") from None


@step(needs="settings accepted")
def find_port_free(build):
    """End a server that is starting before it builds anything, if its port cannot be had."""
    if not build.settings.goes_on:
        return
    host, port = build.config.dev_addr
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe, port_told(host, port):
        # As the server itself does: a port that was left a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
