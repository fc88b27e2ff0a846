"""`python -m demo`: the demo portal in the foreground, until interrupted."""

import argparse
import sys
from datetime import date, datetime
from threading import Event

from demo.items import LOCAL
from demo.portal import DemoPortal, Validators


def main(arguments: list[str] | None = None) -> int:
    """Serves until Ctrl-C; 1 when the port is taken."""
    given = _parser().parse_args(arguments)
    today = given.today or datetime.now(LOCAL).date()
    portal = DemoPortal(given.items, today=today, seed=given.seed, validators=given.validators)
    try:
        portal.start(given.port)
    except OSError as error:
        sys.stderr.write(f"port {given.port}: {error.strerror}\n")
        return 1
    sys.stdout.write(f"{portal.url}/ ({given.items} items; commands under /admin/)\n")
    sys.stdout.flush()
    try:
        Event().wait()
    except KeyboardInterrupt:
        portal.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="0 for any free one")
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other texts")
    parser.add_argument(
        "--today", type=date.fromisoformat, help="YYYY-MM-DD; the first stock ends before it"
    )
    parser.add_argument("--validators", choices=list(Validators), default=Validators.HONEST)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
