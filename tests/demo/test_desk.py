"""What the editors do, without a server: publish, edit, withdraw, move, back-date, stick."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from demo.desk import Desk
from demo.items import DIRECTIVES, LOCAL, NEWS, SECTION_OF, DemoError, Item, Kind, milliseconds

TODAY = date(2026, 2, 4)
OLD = datetime(2025, 6, 1, 8, 0, tzinfo=LOCAL)


@pytest.fixture
def desk() -> Desk:
    return Desk(60, today=TODAY, seed=1)


def an_order(desk: Desk) -> Item:
    return next(item for item in desk.items if item.kind is Kind.ORDER)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_can_be_published_and_leads_its_section(desk: Desk, kind: Kind) -> None:
    item = desk.publish(kind)
    assert desk.in_section(SECTION_OF[kind])[0] == item
    assert item.published.date() == TODAY


def test_a_kind_may_be_named_by_its_word(desk: Desk) -> None:
    assert desk.publish("urgent").kind is Kind.URGENT
    with pytest.raises(ValueError, match="poem"):
        desk.publish("poem")


def test_publishing_is_the_same_in_two_portals_of_one_seed(desk: Desk) -> None:
    other = Desk(60, today=TODAY, seed=1)
    assert [desk.publish() for _ in range(3)] == [other.publish() for _ in range(3)]


def test_own_words_replace_written_ones_and_the_rest_stays(desk: Desk) -> None:
    item = desk.publish("news", title="Tin mới", paragraphs=("Một.", "Hai."), author="Khánh An")
    assert (item.title, item.paragraphs, item.author) == ("Tin mới", ("Một.", "Hai."), "Khánh An")
    assert item.lead.startswith("(Web Quảng Trị)")


def test_an_empty_author_is_taken_as_given(desk: Desk) -> None:
    assert desk.publish("news", author="").author == ""


def test_a_given_time_becomes_the_id(desk: Desk) -> None:
    moment = datetime(2026, 2, 4, 15, 30, tzinfo=LOCAL)
    assert desk.publish(published=moment).id == milliseconds(moment)


def test_two_items_of_one_moment_have_two_ids(desk: Desk) -> None:
    moment = datetime(2026, 2, 4, 15, 30, tzinfo=LOCAL)
    first, second = desk.publish(published=moment), desk.publish(published=moment)
    assert second.id == first.id + 1


def test_items_without_a_time_come_one_after_the_other(desk: Desk) -> None:
    items = [desk.publish() for _ in range(3)]
    assert [item.published for item in items] == sorted({item.published for item in items})
    assert desk.in_section(DIRECTIVES)[:3] == tuple(reversed(items))


def test_a_back_dated_item_has_a_new_id_and_lies_deep(desk: Desk) -> None:
    item = desk.back_date(OLD)
    assert item.published == OLD
    assert item.id > max(other.id for other in desk.items if other != item)
    assert desk.in_section(DIRECTIVES).index(item) > 10


def test_republishing_keeps_the_id(desk: Desk) -> None:
    item = desk.in_section(NEWS)[-1]
    moment = datetime(2026, 2, 4, 9, 0, tzinfo=LOCAL)
    again = desk.republish(item, moment)
    assert again.id == item.id
    assert desk.in_section(NEWS)[0] == again


def test_a_moved_deadline_stands_everywhere_in_the_text(desk: Desk) -> None:
    item = an_order(desk)
    assert item.deadline is not None
    later = item.deadline + timedelta(days=9)
    moved = desk.move_deadline(item, later)
    assert moved.deadline == later
    body = " ".join(moved.paragraphs)
    assert f"{later:%d/%m/%Y}" in body
    assert f"{item.deadline:%d/%m/%Y}" not in body
    assert moved.title == item.title


def test_a_deadline_moved_to_where_it_is_changes_nothing(desk: Desk) -> None:
    item = an_order(desk)
    assert item.deadline is not None
    assert desk.move_deadline(item, item.deadline) == item


def test_only_items_with_a_deadline_in_their_text_can_have_it_moved(desk: Desk) -> None:
    with pytest.raises(DemoError, match="no deadline"):
        desk.move_deadline(desk.publish("news"), TODAY)
    vague = desk.publish("order", paragraphs=("Sớm hoàn thành.",))
    with pytest.raises(DemoError, match="does not name"):
        desk.move_deadline(vague, date(2027, 1, 1))


def test_the_published_item_can_be_edited_by_its_old_value(desk: Desk) -> None:
    item = an_order(desk)
    desk.edit_typo(item)
    desk.edit_title(item, "Tiêu đề mới")
    now = desk.item(item)
    assert now.title == "Tiêu đề mới"
    assert now.paragraphs != item.paragraphs, "the earlier edit is kept"


def test_a_paragraph_is_replaced_at_its_place(desk: Desk) -> None:
    item = an_order(desk)
    changed = desk.edit_paragraph(item, "Đoạn mới.", at=1)
    assert changed.paragraphs == (item.paragraphs[0], "Đoạn mới.", *item.paragraphs[2:])


@pytest.mark.parametrize("at", [-1, 4, 99])
def test_a_paragraph_that_is_not_there_cannot_be_edited(desk: Desk, at: int) -> None:
    with pytest.raises(DemoError, match="does not exist"):
        desk.edit_paragraph(an_order(desk), "x", at)


def test_a_withdrawn_item_leaves_the_lists_and_comes_back_to_its_place(desk: Desk) -> None:
    before = desk.items
    desk.withdraw(before[7])
    assert desk.items == before[:7] + before[8:]
    desk.restore(before[7])
    assert desk.items == before


def test_a_stuck_item_leads_its_list_whatever_comes_later(desk: Desk) -> None:
    old = desk.in_section(NEWS)[-1]
    desk.stick(old)
    desk.publish("news")
    assert desk.in_section(NEWS)[0].id == old.id
    desk.stick(old, stuck=False)
    assert desk.in_section(NEWS)[-1].id == old.id


def test_a_moved_item_remembers_all_its_addresses_and_can_go_back(desk: Desk) -> None:
    item = an_order(desk)
    desk.move(item, 300)
    moved = desk.move(item, 301)
    assert (moved.category, moved.former_categories) == (301, (95, 300))
    back = desk.move(item, 95)
    assert (back.path, back.former_categories) == (item.path, (300, 301))


def test_other_bytes_stand_under_the_same_name(desk: Desk) -> None:
    item = desk.publish("paper")
    first = desk.replace_attachment(item)
    second = desk.replace_attachment(item, b"%PDF-1.4 khong gi ca")
    names = {each.attachments[0].name for each in (item, first, second)}
    data = {each.attachments[0].data for each in (item, first, second)}
    assert (len(names), len(data)) == (1, 3)
    assert desk.replace_attachment(item).attachments[0].data.startswith(b"%PDF-1.4\n")


def test_an_item_without_a_file_has_none_to_replace(desk: Desk) -> None:
    with pytest.raises(DemoError, match="no attachment"):
        desk.replace_attachment(desk.publish("news"))


COMMANDS: list[Callable[[Desk, Item], Item]] = [
    lambda desk, item: desk.edit_typo(item),
    lambda desk, item: desk.edit_title(item, "x"),
    lambda desk, item: desk.edit_paragraph(item, "x"),
    lambda desk, item: desk.move_deadline(item, TODAY),
    lambda desk, item: desk.withdraw(item),
    lambda desk, item: desk.stick(item),
    lambda desk, item: desk.move(item, 7),
    lambda desk, item: desk.republish(item, OLD),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_moves_the_time_of_the_last_change(
    desk: Desk, command: Callable[[Desk, Item], Item]
) -> None:
    before = desk.changed_at
    command(desk, an_order(desk))
    assert desk.changed_at > before


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_works_on_an_unknown_item(
    desk: Desk, command: Callable[[Desk, Item], Item]
) -> None:
    stranger = Desk(1, today=TODAY, seed=1).publish("order", published=OLD)
    with pytest.raises(DemoError, match=f"no item {stranger.id}"):
        command(desk, stranger)


def test_an_empty_portal_can_begin() -> None:
    desk = Desk(0, today=TODAY, seed=1)
    assert not desk.items
    item = desk.publish()
    assert list(desk.items) == [item]
