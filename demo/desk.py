"""The editors' desk: what happens to the portal's items on command."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from threading import RLock

from demo.items import (
    EPOCH,
    LOCAL,
    MILLISECOND,
    RELOCATED,
    Attachment,
    DemoError,
    Item,
    Kind,
    Left,
    Section,
    milliseconds,
    written_date,
)
from demo.pdf import make_pdf
from demo.slots import Order
from demo.spelling import with_spelling_toggled
from demo.stock import first_stock
from demo.writer import write

BETWEEN = timedelta(minutes=1)  # a new item without a time comes a minute after the newest
SECOND = timedelta(seconds=1)  # what Last-Modified can tell apart


class Desk:
    """Items by id, changed under one lock; `changed_at` moves with every command."""

    def __init__(self, items: int, *, today: date, seed: int) -> None:
        self.lock = RLock()
        self.today = today
        self._seed = seed
        self._count = items
        self.reset()

    def reset(self) -> None:
        """Back to the first stock."""
        stock = first_stock(self._count, today=self.today, seed=self._seed)
        self._items = {item.id: item for item in stock}
        self._serial = self._count
        self._listed: tuple[Item, ...] | None = None
        self.changed_at = datetime.combine(self.today, time(), LOCAL)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items that are on the lists, as the lists order them."""
        with self.lock:
            if self._listed is None:
                live = [item for item in self._items.values() if not item.withdrawn]
                self._listed = tuple(sorted(live, key=_newest_first, reverse=True))
            return self._listed

    def in_section(self, section: Section) -> tuple[Item, ...]:
        """The items of one listing, in its order: stuck ones, then by the date that is shown."""
        return tuple(item for item in self.items if item.section == section)

    def find(self, number: int) -> Item | None:
        """The item with that id, withdrawn or not."""
        return self._items.get(number)

    def item(self, which: Item | int) -> Item:
        """The item as it stands now; DemoError for an unknown one."""
        number = which if isinstance(which, int) else which.id
        found = self.find(number)
        if found is None:
            raise DemoError(f"no item {number}")
        return found

    def publish(
        self,
        kind: Kind | str = Kind.ORDER,
        *,
        title: str | None = None,
        lead: str | None = None,
        paragraphs: tuple[str, ...] | None = None,
        author: str | None = None,
        published: datetime | None = None,
        created: datetime | None = None,
        deadline: date | None = None,
    ) -> Item:
        """A new item of that kind, with the given parts instead of written ones.

        Without `published` it comes a minute after the newest; `created` (the id) follows it.
        """
        with self.lock:
            shown = published or self._next_moment()
            order = Order(Kind(kind), self._serial, shown, self._free(created or shown), deadline)
            self._serial += 1
            item = write(order, self._seed)
            given = {"title": title, "lead": lead, "paragraphs": paragraphs, "author": author}
            parts = {name: value for name, value in given.items() if value is not None}
            return self._put(replace(item, **parts))  # type: ignore[arg-type]

    def back_date(self, published: datetime, kind: Kind | str = Kind.ORDER) -> Item:
        """A new item that shows an old date: its id is new, its place is deep in the lists."""
        with self.lock:
            return self.publish(kind, published=published, created=self._next_moment())

    def republish(self, which: Item | int, published: datetime) -> Item:
        """The same item (same id) under another date."""
        return self._change(which, published=published)

    def edit_typo(self, which: Item | int) -> Item:
        """Mends one misspelt word; where none is left, misspells one: twice is back to before."""
        with self.lock:
            return self._put(with_spelling_toggled(self.item(which)))

    def move_deadline(self, which: Item | int, deadline: date) -> Item:
        """Writes another day wherever the text names the deadline; the attached file stays."""
        with self.lock:
            item = self.item(which)
            if item.deadline is None:
                raise DemoError(f"item {item.id} has no deadline")
            old = written_date(item.deadline)
            changed = item.with_text_replaced(old, written_date(deadline))
            if deadline != item.deadline and changed == item:
                raise DemoError(f"item {item.id} does not name its deadline {old}")
            return self._put(replace(changed, deadline=deadline))

    def edit_paragraph(self, which: Item | int, text: str, at: int = 0) -> Item:
        """Another text for paragraph `at` (the lead is not counted)."""
        with self.lock:
            paragraphs = list(self.item(which).paragraphs)
            if not 0 <= at < len(paragraphs):
                raise DemoError(f"paragraph {at} of {len(paragraphs)} does not exist")
            paragraphs[at] = text
            return self._change(which, paragraphs=tuple(paragraphs))

    def edit_title(self, which: Item | int, title: str) -> Item:
        """Another headline."""
        return self._change(which, title=title)

    def withdraw(self, which: Item | int) -> Item:
        """Off the lists; its address answers 404."""
        return self._change(which, withdrawn=True)

    def restore(self, which: Item | int) -> Item:
        """Back where it was."""
        return self._change(which, withdrawn=False)

    def stick(self, which: Item | int, *, stuck: bool = True) -> Item:
        """On top of its list, whatever its date (or no longer)."""
        return self._change(which, stuck=stuck)

    def move(self, which: Item | int, category: int) -> Item:
        """To the address under another category; the former addresses lead there."""
        with self.lock:
            item = self.item(which)
            former = {*item.former_categories, item.category} - {category}
            return self._change(item, category=category, former_categories=tuple(sorted(former)))

    def relocate(self, which: Item | int, address: str, left: Left | str = Left.NOTHING) -> Item:
        """To any address (`/bai-viet/…`); `left` says what stands at its first one from now on."""
        if not address.startswith(RELOCATED):
            raise DemoError(f"address: must begin with {RELOCATED}")
        return self._change(which, address=address, left=Left(left))

    def at(self, address: str) -> Item | None:
        """The item that was put there."""
        return next((item for item in self._items.values() if item.address == address), None)

    def replace_attachment(self, which: Item | int, data: bytes | None = None) -> Item:
        """Other bytes at the same address; without `data` a PDF with one line more."""
        with self.lock:
            item = self.item(which)
            if not item.attachments:
                raise DemoError(f"item {item.id} has no attachment")
            first, *rest = item.attachments
            new = data or make_pdf((item.title, f"Bản thay thế của {len(first.data)} byte trước."))
            return self._change(item, attachments=(Attachment(first.name, new), *rest))

    def _change(self, which: Item | int, **parts: object) -> Item:
        with self.lock:
            return self._put(replace(self.item(which), **parts))  # type: ignore[arg-type]

    def _put(self, item: Item) -> Item:
        self._items[item.id] = item
        self._listed = None
        self.changed_at += SECOND
        return item

    def _next_moment(self) -> datetime:
        shown = max((item.published for item in self._items.values()), default=self.changed_at)
        created = EPOCH + max(self._items, default=0) * MILLISECOND
        start = datetime.combine(self.today, time(), LOCAL)
        return (max(shown, created, start) + BETWEEN).astimezone(LOCAL)

    def _free(self, moment: datetime) -> datetime:
        while milliseconds(moment) in self._items:
            moment += MILLISECOND
        return moment


def _newest_first(item: Item) -> tuple[bool, datetime, int]:
    return item.stuck, item.published, item.id
