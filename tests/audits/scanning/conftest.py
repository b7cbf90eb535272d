"""Servers of the tests: they answer as a table says, on a port of this machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Reply = Callable[[BaseHTTPRequestHandler], None]


def written(text: str, status: int = 200, **headers: str) -> Reply:
    """Return a reply with a page."""

    def send(request: BaseHTTPRequestHandler) -> None:
        content = text.encode()
        request.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(content)

    return send


@contextmanager
def served(replies: dict[str, Reply]) -> Iterator[str]:
    class Replying(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = replies.get(self.path, written("<title>404</title>", 404))
            try:
                reply(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_HEAD = do_GET  # noqa: N815 (the name is http.server's)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Replying)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[dict[str, Reply]], str]]:
    with ExitStack() as stack:
        yield lambda replies: stack.enter_context(served(replies))


@pytest.fixture
def page() -> Callable[..., Reply]:
    return written
