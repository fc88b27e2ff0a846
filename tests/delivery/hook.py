"""What docs/handbook/webhook.md gives receivers to verify a message, and a receiver that uses it."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook" / "webhook.md"
SECRET = "một bí mật đủ dài & lạ/? %41+"


def verifier() -> Callable[..., bool]:
    """The function of the handbook's example, as it stands there."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", HANDBOOK.read_text("utf-8"), re.M | re.S)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102  what the handbook tells people to run
    found: Callable[..., bool] = names["is_genuine"]
    return found


@dataclass
class Hook:
    """Requests as they came, and how to answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    port: int = 0
    came: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def url(self, path: str = "/hook", **more: str) -> str:
        """The address of this receiver for the settings."""
        return f"chidao://127.0.0.1:{self.port}{path}?{urlencode({'secret': SECRET, **more}, quote_via=quote, safe='')}"


@contextmanager
def hook(**settings: Any) -> Iterator[Hook]:
    """A receiver on a free port, until the block ends."""
    receiver = Hook(**settings)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(receiver))
    receiver.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def _handler(receiver: Hook) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.came.append((self.path, dict(self.headers.items()), body))
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    return Handler
