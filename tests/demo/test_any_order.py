"""Commands in any order: what the portal shows always follows from what was done to it."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from demo.items import LOCAL, SECTIONS, Item, Kind
from demo.portal import DemoPortal
from demo.wire import Request, Response

TODAY = date(2026, 2, 4)
PAGE_SIZE = 3
MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1),
    max_value=datetime(2026, 12, 31),
    timezones=st.just(LOCAL),
)


class Editors(RuleBasedStateMachine):
    """Publishes, edits, hides, sticks, moves and re-dates at random; keeps its own books."""

    ids = Bundle("ids")

    @initialize()
    def open(self) -> None:
        self.portal = DemoPortal(0, today=TODAY, page_size=PAGE_SIZE)
        self.titles: dict[int, str] = {}
        self.hidden: set[int] = set()
        self.addresses: dict[int, set[str]] = {}

    def get(self, path: str) -> Response:
        return self.portal.respond(Request("GET", path))

    def keep(self, item: Item) -> int:
        self.titles[item.id] = item.title
        self.addresses.setdefault(item.id, set()).add(item.path)
        return item.id

    @rule(target=ids, kind=st.sampled_from(list(Kind)))
    def publish(self, kind: Kind) -> int:
        return self.keep(self.portal.publish(kind))

    @rule(target=ids, moment=MOMENTS)
    def back_date(self, moment: datetime) -> int:
        return self.keep(self.portal.back_date(moment))

    @rule(number=ids, moment=MOMENTS)
    def republish(self, number: int, moment: datetime) -> None:
        assert self.portal.republish(number, moment).id == number

    @rule(number=ids, title=st.text("aăâ <&\"'", min_size=1, max_size=20))
    def edit_title(self, number: int, title: str) -> None:
        self.keep(self.portal.edit_title(number, title))

    @rule(number=ids)
    def edit_typo(self, number: int) -> None:
        self.portal.edit_typo(number)

    @rule(number=ids, days=st.integers(1, 400))
    def move_deadline(self, number: int, days: int) -> None:
        if self.portal.item(number).deadline is not None:
            self.portal.move_deadline(number, TODAY + timedelta(days=days))

    @rule(number=ids)
    def withdraw(self, number: int) -> None:
        self.portal.withdraw(number)
        self.hidden.add(number)

    @rule(number=ids)
    def restore(self, number: int) -> None:
        self.portal.restore(number)
        self.hidden.discard(number)

    @rule(number=ids, stuck=st.booleans())
    def stick(self, number: int, stuck: bool) -> None:
        self.portal.stick(number, stuck=stuck)

    @rule(number=ids, category=st.integers(1, 9))
    def move(self, number: int, category: int) -> None:
        self.keep(self.portal.move(number, category))

    @invariant()
    def lists_show_what_is_live_each_once(self) -> None:
        listed = [item.id for section in SECTIONS for item in self.portal.in_section(section)]
        assert sorted(listed) == sorted(set(self.titles) - self.hidden)

    @invariant()
    def stuck_ones_lead_and_dates_fall(self) -> None:
        for section in SECTIONS:
            keys: list[Any] = [
                (item.stuck, item.published) for item in self.portal.in_section(section)
            ]
            assert keys == sorted(keys, reverse=True)

    @invariant()
    def every_address_leads_to_its_item_or_is_gone(self) -> None:
        for number, paths in self.addresses.items():
            now = self.portal.item(number).path
            for path in paths:
                self.check_address(number, path, now)

    def check_address(self, number: int, path: str, now: str) -> None:
        answer = self.get(path)
        if number in self.hidden:
            assert answer.status == 404
        elif path == now:
            assert answer.status == 200
        else:
            assert (answer.status, dict(answer.headers)["Location"]) == (301, now)

    @invariant()
    def a_named_deadline_stands_on_its_page(self) -> None:
        for item in self.portal.items:
            if item.deadline is not None:
                assert f"{item.deadline:%d/%m/%Y}" in self.get(item.path).body.decode()


Editors.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
test_whatever_the_editors_do_the_pages_follow = Editors.TestCase
