"""Where an item was met: its address, its other ones, and what happens to them when it moves."""

from dataclasses import replace

from ingest.desk import Fetched
from storage import aliases, items, presence
from storage.items import Item
from storage.session import Connection


def note_address(connection: Connection, item: Item, fetched: Fetched) -> Item:
    """Remember another address that answered; that of a moved item becomes its own. Returns the
    item as it stands now."""
    answered = fetched.capture.final_url
    if fetched.twin is not None:
        presence.absorb(connection, fetched.twin)
        items.update(connection, item.id, section=fetched.twin.section)
    if answered == item.url:
        return item
    if not fetched.moved:
        aliases.add(connection, item.source, answered, item.id)
        return item
    aliases.add(connection, item.source, item.url, item.id)
    items.update(connection, item.id, url=answered)
    return replace(item, url=answered)
