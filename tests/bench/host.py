"""A host such as most are: compressed pages, kept connections, nothing added and nothing held back."""

import gzip
import ssl
import threading
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket
from urllib.parse import urlsplit

import trustme


@lru_cache(maxsize=4096)
def _compressed(path):
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = None

    def do_GET(self):
        path = self.folder / urlsplit(self.path).path.lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        body = _compressed(path) if found else b""
        kind = "text/css" if path.name == "css" else guess_type(path.name)[0] or "application/octet-stream"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        if found:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=31536000, immutable" if "/assets/" in self.path else "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def free_port():
    """Return a port that nobody listens at: an address is part of a build, so it is chosen before."""
    with socket(AF_INET, SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A browser that is closed drops its connections, which is no news."""


class Host:
    """Serves a folder at a port of this machine for as long as the `with` block runs.

    `secure` is the name to speak TLS as, with a certificate that nobody vouches for.
    """

    def __init__(self, folder, port, secure=""):
        handler = type("Handler", (_Handler,), {"folder": Path(folder)})
        self._server = _Server(("127.0.0.1", port), handler)
        if secure:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            trustme.CA().issue_cert(secure).configure_cert(context)
            # Each connection shakes hands in its own thread: none waits for another.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self._server.shutdown()
        self._server.server_close()
