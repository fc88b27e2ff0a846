"""Values of the keys of a subscription: each reads what people write, or says what was expected."""

from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from alerts.subscription import Unsure
from config.mistakes import shown
from config.values import Name
from directives.citations import normal_number
from directives.model import Urgency
from directives.normal import fold, words
from directives.paper_types import type_by_abbreviation
from sources.every import CronLine, parse_every
from sources.tables import nearest
from sources.units import UnitError, WorkingDays, parse_size, parse_span, parse_time_of_day

MOST_IN_A_BURST = 10_000  # more alerts of one crawl than any portal holds items
NOT_YET_PROBLEM = "not yet: this key does not work in this version"
NOT_YET_EXPECTED = "it not to stand here: a later version brings it"
_EXPECTED_DIGEST = '"" for at once, a time such as "07:30", or a cron line with names'
_EXPECTED_QUIET = '"" for never, or two times such as "21:00-06:00"'
_URGENCIES: tuple[Urgency, ...] = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")


def _word(text: str) -> str:
    if not words(text):
        raise UnitError(f'"{shown(text)}" holds no word', "letters or digits")
    return text


def _document_type(text: str) -> str:
    types = type_by_abbreviation()
    known = {fold(name): name for name in types.values()}
    # An abbreviation is written as in numbers: "CT", but also "ct" where that is no other's.
    short = {fold(short): name for short, name in reversed(types.items())}
    found = known.get(fold(text)) or types.get(text) or short.get(fold(text))
    if found is None:
        raise UnitError(f'"{shown(text)}" is no type of paper', nearest(text, known.values()))
    return found


def _urgency(value: object) -> object:
    known = {fold(name): name for name in _URGENCIES}
    if not isinstance(value, str):
        return value
    if fold(value) not in known:
        expected = "one of: " + ", ".join(f'"{name}"' for name in _URGENCIES)
        raise UnitError(f'"{shown(value)}" is no urgency', expected)
    return known[fold(value)]


def _number(text: str) -> str:
    number = normal_number(text) or normal_number(text.upper())
    if number is None:
        raise UnitError(
            f'"{shown(text)}" is no number of a paper',
            'one such as "412/UBND-KGVX" or "08/CT-UBND"',
        )
    return number


def _unsure(value: Unsure) -> Unsure:
    if value == "digest":
        raise UnitError(
            '"digest" is not yet possible: digests come in a later version', '"now" or "skip"'
        )
    return value


def _digest(text: str) -> str:
    if not text.strip():
        return ""
    try:
        if len(text.split()) == 1:
            parse_time_of_day(text)
        elif not isinstance(parse_every(text), CronLine):
            raise UnitError(f'"{shown(text)}" is no time of a digest', _EXPECTED_DIGEST)
    except UnitError as error:
        raise UnitError(error.problem, _EXPECTED_DIGEST) from None
    return text.strip()


def _quiet(value: object) -> tuple[time, time] | None:
    text = value if isinstance(value, str) else None
    if text is None:
        raise UnitError(f"{shown(value)} is no span of hours", _EXPECTED_QUIET)
    if not text.strip():
        return None
    try:
        begin, _, end = text.partition("-")
        hours = parse_time_of_day(begin), parse_time_of_day(end)
    except UnitError:
        raise UnitError(f'"{shown(text)}" is no span of hours', _EXPECTED_QUIET) from None
    if hours[0] == hours[1]:
        raise UnitError(f'"{text}" ends as it begins', _EXPECTED_QUIET)
    return hours


def _reminder(text: str) -> str:
    span = parse_span(text)
    whole = isinstance(span, WorkingDays) or span == timedelta(days=span.days)
    if not whole or not span.days:
        raise UnitError(f'"{shown(text)}" is no number of days', 'something like "3wd" or "1d"')
    return text.strip()


def _attach(value: object) -> int:
    if not isinstance(value, str):
        raise UnitError(f"{shown(value)} is no size", 'a text such as "5MiB", or "0" for no file')
    return parse_size(value)


def _later(value: object) -> object:
    raise UnitError(NOT_YET_PROBLEM, NOT_YET_EXPECTED)


Word = Annotated[Name, AfterValidator(_word)]
DocumentType = Annotated[Name, AfterValidator(_document_type)]
AnyUrgency = Annotated[Urgency, BeforeValidator(_urgency)]
PaperNumber = Annotated[Name, AfterValidator(_number)]
UnsureWhen = Annotated[Literal["now", "digest", "skip"], AfterValidator(_unsure)]
Digest = Annotated[str, AfterValidator(_digest)]
Quiet = Annotated[tuple[time, time] | None, BeforeValidator(_quiet)]
Reminder = Annotated[str, AfterValidator(_reminder)]
Attach = Annotated[int, BeforeValidator(_attach)]
Burst = Annotated[int, Field(ge=1, le=MOST_IN_A_BURST)]
#: Before the type of a key that is understood, but that nothing obeys yet (config.sections.NOT_YET).
LATER = BeforeValidator(_later)
