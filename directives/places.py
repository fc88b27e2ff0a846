"""Provinces with their merger of 1 July 2025, and the province a text is about."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from directives.normal import key, level
from directives.paper_types import table


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally run city; `merged_into` names its successor of 2025-07-01, or ""."""

    name: str
    is_city: bool
    merged_into: str
    writings: tuple[str, ...]


@cache
def provinces() -> dict[str, Province]:
    """key(name or other writing) -> province."""
    found = {}
    for row in table("provinces.tsv"):
        name, kind, merged, others = row.split("\t")
        writings = (name, *filter(None, others.split(";")))
        province = Province(name, kind == "tp", merged, writings)
        found.update({key(writing): province for writing in writings})
    return found


def province_named(name: str) -> Province | None:
    """The province written as `name`, whatever its case and tone places."""
    return provinces().get(key(name))


@cache
def names_pattern() -> str:
    """An alternation of all names in level text, the longest first."""
    names = sorted((level(name) for name in provinces()), key=len, reverse=True)
    return "|".join(map(re.escape, names))


@cache
def _named_in_text() -> re.Pattern[str]:
    lead = r"(?:tỉnh ủy|thành ủy|tỉnh|thành phố|tp\.?|web|ubnd|hđnd)"
    return re.compile(rf"(?<!\w)(?:(?P<lead>{lead}) ?)?(?P<name>{names_pattern()})(?!\w)")


_OF_PROVINCE = re.compile(r"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|công an) tỉnh|tỉnh ủy")
_LEAD_WEIGHT = 3  # "tỉnh X" says more of where a text belongs than a bare X


def province_of(flat: str) -> str:
    """The province that level text names most often, or "" when it names none.

    Where the text speaks of a province's committee, a city is not what it means.
    """
    counts: Counter[str] = Counter()
    for match in _named_in_text().finditer(flat):
        counts[match["name"]] += _LEAD_WEIGHT if match["lead"] else 1
    found = [provinces()[key(name)] for name, _ in counts.most_common()]
    if _OF_PROVINCE.search(flat):
        found = [p for p in found if not p.is_city] or found
    return found[0].name if found else ""
