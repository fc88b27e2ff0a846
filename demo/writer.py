"""Writes one item from topics, frames and word lists: the same item for the same seed and serial."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from demo.items import LOCAL, SECTION_OF, Attachment, Item, Kind, Paper, milliseconds
from demo.pdf import make_pdf
from demo.slots import Order, Slots, deadline_of, slots_for
from demo.spelling import with_spelling_toggled
from demo.texts import (
    Frame,
    Story,
    Topic,
    frame,
    seed_text,
    topics,
    trap_stories,
    urgent_topics,
    words,
)

ODD_FILE_EVERY = 5  # each fifth serial: 5 and the cycle of kinds (12) share no factor
BYLINE = "(Web Quảng Trị) "
ISSUER = "UBND tỉnh Quảng Trị"
FORMS = (
    ("Công văn", "{n}/UBND-{symbol}", "CV"),
    ("Kế hoạch", "{n}/KH-UBND", "KH"),
    ("Chỉ thị", "{n}/CT-UBND", "CT"),
    ("Quyết định", "{n}/QĐ-UBND", "QĐ"),
    ("Thông báo", "{n}/TB-UBND", "TB"),
)
TELEGRAM = ("Công điện", "{n}/CĐ-UBND", "CĐ")


def write(order: Order, seed: int) -> Item:
    """One item, wholly determined by its arguments."""
    random = Random(f"{seed}/{order.serial}/{order.kind}")
    match order.kind:
        case Kind.SEED:
            return _seed_item(order)
        case Kind.NEWS:
            topic = random.choice(topics())
            story = random.choice(topic.stories)
            return _news(order, story, topic.caption, random)
        case Kind.TRAP:
            return _news(order, random.choice(trap_stories()), "Quang cảnh xã {place}", random)
        case _:
            return _directive(order, random)


def seed_published() -> datetime:
    """When the seed says it was published."""
    hour, _, day = seed_text().published.split(", ")
    return datetime.strptime(f"{day} {hour}", "%d-%m-%Y %H:%M").replace(tzinfo=LOCAL)


def _seed_item(order: Order) -> Item:
    text = seed_text()
    return _blank(
        order,
        title=text.title,
        lead=text.lead,
        paragraphs=text.paragraphs,
        author=text.author,
        caption=text.caption,
    )


def _news(order: Order, story: Story, caption: str, random: Random) -> Item:
    fill = slots_for(order, random, TELEGRAM).fill
    item = _blank(
        order,
        title=fill(story.title),
        lead=BYLINE + fill(story.lead),
        paragraphs=tuple(fill(text) for text in story.paragraphs),
        author=random.choice(words().authors),
        caption=fill(caption),
    )
    return with_spelling_toggled(item)


def _directive(order: Order, random: Random) -> Item:
    urgent = order.kind is Kind.URGENT
    topic = random.choice(urgent_topics() if urgent else topics())
    form = random.choice(FORMS) if order.kind is Kind.PAPER else FORMS[0]
    slots = slots_for(order, random, TELEGRAM if urgent else form, topic)
    layout = _frame(order.kind, random)
    background = slots.fill(random.choice(topic.background))
    body = tuple(slots.fill(text) for text in layout.paragraphs)
    item = replace(
        _worded(order, layout, slots, topic, random),
        paragraphs=(background, *body),
        deadline=deadline_of(order),
    )
    item = with_spelling_toggled(item)
    return _with_file(item, order, slots, form) if order.kind is Kind.PAPER else item


def _worded(order: Order, layout: Frame, slots: Slots, topic: Topic, random: Random) -> Item:
    reported = order.kind in {Kind.SPEECH, Kind.ORDER, Kind.URGENT}
    return _blank(
        order,
        title=slots.fill(random.choice(layout.titles)),
        lead=(BYLINE if reported else "") + slots.fill(layout.lead),
        closing=slots.fill(layout.closing),
        author=random.choice(words().authors) if reported else "",
        caption=slots.fill(topic.caption) if reported else "",
    )


def _blank(
    order: Order,
    *,
    title: str,
    lead: str,
    paragraphs: tuple[str, ...] = (),
    author: str = "",
    closing: str = "",
    caption: str = "",
) -> Item:
    section = SECTION_OF[order.kind]
    return Item(
        id=milliseconds(order.created),
        kind=order.kind,
        section=section,
        category=section.category,
        published=order.published,
        title=title,
        lead=lead,
        paragraphs=paragraphs,
        author=author,
        closing=closing,
        caption=caption,
    )


def _with_file(item: Item, order: Order, slots: Slots, form: tuple[str, str, str]) -> Item:
    issued = item.published.date() - timedelta(days=1)
    subject = f"Về việc {slots.name}"
    paper = Paper(slots.number, issued, ISSUER, slots.leader, subject)
    serial = slots.number.partition("/")[0]
    odd = order.serial % ODD_FILE_EVERY == 0
    plain = f"{serial}-{form[2]}-UBND_signed_{issued:%Y%m%d}.pdf"
    name = f"{form[0]} số {serial} {slots.name}.pdf" if odd else plain
    data = make_pdf((ISSUER, f"Số: {slots.number}", subject, *item.paragraphs[:-1]))
    return replace(item, paper=paper, attachments=(Attachment(name, data),))


def _frame(kind: Kind, random: Random) -> Frame:
    if kind is Kind.LETTER:
        return frame(random.choice(("letter", "letter_in_parentheses")))
    return frame(kind.value)
