"""The store as commands open it."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from cli.failures import CommandFailed
from config.settings import Settings
from storage import sources, subscriptions
from storage.blobs import BlobError
from storage.migrate import open_store
from storage.session import Store, StoreError


@contextmanager
def opened(settings: Settings, *, sync: bool) -> Iterator[Store]:
    """The store of the settings, closed at the end; with `sync` it knows what they watch.

    Raises CommandFailed when it can not be used, or holds what nobody wrote.
    """
    with named_faults():
        store = open_store(settings.storage.url.get_secret_value())
        try:
            if sync:
                with store.write() as connection:
                    sources.sync(connection, settings.sources_resolved())
                    subscriptions.sync(connection, settings.everyone())
            yield store
        finally:
            store.close()


@contextmanager
def named_faults() -> Iterator[None]:
    """Turn what can be wrong with a store into the sentence for the user."""
    try:
        yield
    except StoreError as error:
        raise CommandFailed("as_told", told=str(error)) from error
    except (ValidationError, BlobError) as error:
        raise CommandFailed("store_damaged") from error
