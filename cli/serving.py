"""The web app of the service: what it shows, and where it is served."""

import json
from collections.abc import Callable

from cli.status import status_of
from config.endpoints import parse_endpoint
from config.settings import Settings
from scheduler.hosting import Site, bind
from storage.blobs import BlobError
from storage.session import Store, StoreError
from web.app import Pages, Unavailable, make_app
from web.readiness import Part

_NO_STATUS = "the store does not answer"


def site_of(
    settings: Callable[[], Settings], store: Store, schedule_runs: Callable[[], bool]
) -> Site | None:
    """The web app on its address, listening; None where `web.listen` switches it off.

    `settings` gives those in force: the pages follow them, address and password are those of now.
    Raises PortTakenError.
    """
    web = settings().web
    if not web.listen:
        return None
    endpoint = parse_endpoint(web.listen)
    parts = (Part("store", lambda: _answers(store)), Part("schedule", schedule_runs))
    pages = Pages(parts, lambda: _status_text(settings(), store))
    app = make_app(pages, password=web.password.get_secret_value())
    return Site(app, bind(endpoint.host, endpoint.port))


def _answers(store: Store) -> bool:
    """Whether the store can be read; raises what it says when it can not."""
    with store.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    return True


def _status_text(settings: Settings, store: Store) -> str:
    try:
        shown = status_of(settings, store).as_object(settings.timezone)
    except (StoreError, BlobError):
        raise Unavailable(_NO_STATUS) from None
    return json.dumps(shown, ensure_ascii=False)
