"""Real servers, as hosts use them, on this machine: those that `.ci/prepare` unpacked, or that are installed."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

from support.built_site import PROJECT

UNPACKED = PROJECT / ".venv" / "servers"
# Of nginx, for Brotli.
BROTLI = UNPACKED / "usr" / "lib" / "nginx" / "modules" / "ngx_http_brotli_static_module.so"
# In seconds.
PATIENCE = 20


def program(name):
    """Return the path of a program: the one that `.ci/prepare` unpacked, or one that is installed."""
    unpacked = [UNPACKED / "usr" / folder / name for folder in ("sbin", "bin")]
    found = next((path for path in unpacked if path.exists()), None) or shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not set up: `make test` and `make bench` get what they need where they can.")
    return str(found)


def user_of_nginx():
    """Return the user that nginx has to be told of, or "".

    Started as root it would become someone who may not read the folder; anyone else it stays by itself.
    """
    return pwd.getpwuid(0).pw_name if os.geteuid() == 0 else ""


@contextmanager
def running(command, ports, said, **how):
    """Run a server for as long as the `with` block runs, from when it listens at all ports; `said` is its log."""
    with said.open("a") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, **how)
    try:
        for port in ports:
            _wait_for(port, server, said)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port, server, said):
    for _ in range(PATIENCE * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"{server.args[0]} did not start:\n{said.read_text(encoding='utf-8')}")
