"""An item as a user names it, or the sentence that says why not."""

from cli.context import WRONG_USAGE, CommandFailed
from storage import find
from storage.items import Item
from storage.session import Connection


def the_item(connection: Connection, text: str) -> Item:
    """The one item that `text` names. Raises CommandFailed when there is none, or several."""
    found = find.find(connection, text)
    if not found:
        raise CommandFailed("unknown_item", WRONG_USAGE, text=text)
    if len(found) > 1:
        ids = ", ".join(str(item.id) for item in found)
        raise CommandFailed("several_items", WRONG_USAGE, text=text, ids=ids)
    return found[0]
