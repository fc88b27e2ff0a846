"""Authorities: canonical names, ranks, successors, groups, and who is meant by a receiver."""

import re
from dataclasses import replace
from functools import lru_cache

from directives.bodies import CENTRAL, COMMUNE, DISTRICT, PROVINCE, Body, read_body, topics
from directives.normal import key, nfc
from directives.places import provinces

RANK_STATE, RANK_CENTRAL, RANK_PROVINCE, RANK_DEPARTMENT = 9, 8, 6, 5
RANK_DISTRICT, RANK_COMMUNE, RANK_NOBODY = 4, 3, 0
_LEVEL_RANKS = {PROVINCE: RANK_PROVINCE, DISTRICT: RANK_DISTRICT, COMMUNE: RANK_COMMUNE}
_KNOWN_NAMES = 4096  # names come again and again within one source
_STATE = ("Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Bộ Chính trị", "Chủ tịch nước")  # fmt: skip
_RULING = ("UBND", "HĐND", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy")
_NAMED_BY_LEVEL = (
    *_RULING,
    "Công an",
    "Thanh tra",
    "Văn phòng UBND",
    "Văn phòng HĐND",
    "Ủy ban MTTQ Việt Nam",
)
_ABBREVIATED = (("ủy ban nhân dân", "UBND"), ("hội đồng nhân dân", "HĐND"))


@lru_cache(maxsize=_KNOWN_NAMES)
def canonical(name: str, province: str = "") -> str:
    """The readable standard name of a body, from its name, abbreviation or a title in it.

    `province` completes "UBND tỉnh"; a name no rule knows comes back as written.
    """
    body = read_body(name, province)
    return _render(body) if body else _shortened(" ".join(nfc(name).split()))


def _shortened(name: str) -> str:
    for long, short in _ABBREVIATED:
        place = key(name).find(long)
        if place >= 0 and len(key(name)) == len(name):
            name = name[:place] + short + name[place + len(long) :]
    return name


def _render(body: Body) -> str:
    base = f"{body.kind} {body.topic}".strip()
    if body.level == CENTRAL:
        return base
    if body.kind.endswith("ủy"):
        return f"{base} {body.place}".strip()
    return f"{base} {_area(body)}".strip()


def _area(body: Body) -> str:
    if body.level != PROVINCE:
        return f"{body.unit or body.level} {body.place}".strip()
    known = provinces().get(key(body.place))
    if known and known.is_city:
        return f"TP {known.name}" if body.kind in _RULING else known.name
    if not body.place and body.kind not in _NAMED_BY_LEVEL:
        return ""
    return f"tỉnh {body.place}".strip()


@lru_cache(maxsize=_KNOWN_NAMES)
def rank(name: str) -> int | None:
    """How high a body stands, 0 (citizens) to 9 (the Government); None when nothing is known."""
    body = read_body(name)
    if body is None:
        return _rank_of_group(key(name))
    if body.level == CENTRAL:
        return RANK_STATE if body.kind in _STATE else RANK_CENTRAL
    if body.kind in _RULING:
        return _LEVEL_RANKS[body.level]
    return min(RANK_DEPARTMENT, _LEVEL_RANKS[body.level])


_GROUP_RANKS = (
    (re.compile(r"(?:bộ|cơ quan trung ương|ban bí thư|trung ương)\b|ban nội chính trung ương"), RANK_CENTRAL),
    (re.compile(r"(?:lãnh đạo |thường trực |thường vụ )?(?:tỉnh|thành phố)\b"), RANK_PROVINCE),
    (re.compile(r"(?:sở|ban|ngành|cơ quan|đơn vị)\b"), RANK_DEPARTMENT),
    (re.compile(r"(?:ubnd )?(?:huyện|địa phương|thị xã|quận)\b"), RANK_DISTRICT),
    (re.compile(r"(?:ubnd )?(?:xã|phường)\b"), RANK_COMMUNE),
    (re.compile(r"(?:cử tri|người dân|nhân dân|doanh nghiệp|đại biểu|hộ|bà con)\b"), RANK_NOBODY),
)  # fmt: skip


_MANY = re.compile(
    r"^(?:(?:chủ tịch|lãnh đạo|thủ trưởng|giám đốc) )?(?:(?:ubnd|ủy ban nhân dân) )?(?:tất cả )?(?:các|những|toàn thể|mỗi) "
)


def _rank_of_group(flat: str) -> int | None:
    bare = _MANY.sub("", flat)
    return next((rank for pattern, rank in _GROUP_RANKS if pattern.match(bare)), None)


def successor(body: Body) -> Body:
    """The body that took over, followed through all mergers; a body still standing is its own."""
    topic = topics().get(key(body.topic))
    while topic and topic.successor:
        body = replace(body, topic=topic.successor)
        topic = topics().get(key(topic.successor))
    if body.kind == "Ban dân tộc":
        return replace(body, kind="Sở", topic="Dân tộc và Tôn giáo")
    return body


def same_body(a: str, b: str) -> bool:
    """Whether two names mean one body, now or formerly; a place left out contradicts no place."""
    one, two = read_body(a), read_body(b)
    if one is None or two is None:
        return key(canonical(a)) == key(canonical(b))
    return _same(one, two)


def _same(one: Body, two: Body) -> bool:
    one, two = successor(one), successor(two)
    if (one.kind, one.level, one.topic) != (two.kind, two.level, two.topic):
        return False
    return not one.place or not two.place or area_key(one.place) == area_key(two.place)


def area_key(place: str) -> str:
    """Equal for a province and what it became a part of."""
    known = provinces().get(key(place))
    return key(known.merged_into or known.name) if known else key(place)
