"""Reading the name of an authority, a title or a post: what kind of body, for what, where."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from directives.normal import CAPITAL, key, nfc
from directives.paper_types import table
from directives.places import names_pattern, province_named

CENTRAL, PROVINCE, DISTRICT, COMMUNE = "trung ương", "tỉnh", "huyện", "xã"
_LEVELS = {
    "tỉnh": PROVINCE, "cấp tỉnh": PROVINCE, "thành phố": PROVINCE, "tp": PROVINCE, "tp.": PROVINCE,
    "huyện": DISTRICT, "quận": DISTRICT, "thị xã": DISTRICT, "cấp huyện": DISTRICT, "tx": DISTRICT,
    "xã": COMMUNE, "phường": COMMUNE, "thị trấn": COMMUNE, "đặc khu": COMMUNE, "cấp xã": COMMUNE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topic:
    """The field of a department or ministry, with its successor and the first day of that."""

    name: str
    successor: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Body:
    """A body read from a name: `kind` as `UBND` or `Sở`, `topic` its field, `place` its area, `unit` as `phường`."""

    kind: str
    level: str = ""
    topic: str = ""
    place: str = ""
    titled: bool = False
    unit: str = ""


@cache
def topics() -> dict[str, Topic]:
    """key(name or other writing) -> topic."""
    found = {}
    for row in table("topics.tsv"):
        name, others, successor, since, _ = row.split("\t")
        topic = Topic(name, successor, date.fromisoformat(since) if since else None)
        found.update({key(w): topic for w in (name, *filter(None, others.split(";")))})
    return found


@cache
def topics_pattern() -> str:
    """An alternation of all topics in key text, the longest first."""
    return "|".join(map(re.escape, sorted(topics(), key=len, reverse=True)))


_TITLE = re.compile(
    r"(?:(?:đồng chí|đ/c|ông|bà|các) )?(?:quyền )?(?:phó )?(?:pct|chủ tịch|giám đốc|bộ trưởng|thứ trưởng|"
    r"chánh văn phòng|chánh thanh tra|trưởng ban|bí thư|thủ trưởng|người đứng đầu|lãnh đạo|"
    r"tập thể lãnh đạo|cục trưởng|tổng cục trưởng|vụ trưởng|trưởng phòng|chỉ huy trưởng|"
    r"thường trực|ban thường vụ|ban chấp hành đảng bộ|ban cán sự đảng|đảng ủy|hiệu trưởng|viện trưởng)\b[ ,]*(?:các )?"
)
_FIXED = (
    (re.compile(r"phó thủ tướng"), Body("Chính phủ", CENTRAL)),
    (re.compile(r"thủ tướng"), Body("Thủ tướng Chính phủ", CENTRAL)),
    (re.compile(r"chính phủ"), Body("Chính phủ", CENTRAL)),
    (re.compile(r"(?:phó )?chủ tịch nước"), Body("Chủ tịch nước", CENTRAL)),
    (re.compile(r"(?:phó )?chủ tịch quốc hội|quốc hội"), Body("Quốc hội", CENTRAL)),
    (re.compile(r"(?:ủy ban|ban) thường vụ quốc hội|ubtvqh"), Body("Ủy ban Thường vụ Quốc hội", CENTRAL)),
    (re.compile(r"tổng bí thư|bộ chính trị"), Body("Bộ Chính trị", CENTRAL)),
    (re.compile(r"(?:phó )?chủ tịch (?P<level>tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường)\b"), Body("UBND")),
    (re.compile(r"văn phòng chính phủ"), Body("Văn phòng Chính phủ", CENTRAL)),
)  # fmt: skip
_COMMITTEE = re.compile(
    r"(?P<office>văn phòng |vp )?(?:đoàn (?:đbqh|đại biểu quốc hội) và )?"
    r"(?P<kind>ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|ubmttqvn|ủy ban mttq việt nam|"
    r"ủy ban mặt trận tổ quốc việt nam|ủy ban mttq|mttq)\b"
    r"(?: (?P<level>cấp tỉnh|cấp huyện|cấp xã|tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu))?"
)
_GROUP = re.compile(r" (?:các|những|cấp)(?!\w)")
_UNITS = {unit: unit for unit in ("phường", "thị trấn", "đặc khu", "quận", "thị xã")}
_COMMITTEE_KINDS = {
    "ubnd": "UBND",
    "ủy ban nhân dân": "UBND",
    "hđnd": "HĐND",
    "hội đồng nhân dân": "HĐND",
}
_PARTY = re.compile(
    r"(?P<office>văn phòng |vp )?(?P<kind>tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy)\b"
)
_PARTY_LEVELS = {"tỉnh ủy": PROVINCE, "thành ủy": PROVINCE}
_LOCAL_PARTY = re.compile(
    r"(?i:huyện|quận|thị) (?i:ủy|uỷ) (?P<place>"
    + CAPITAL
    + r"[\w']*(?:[ -]"
    + CAPITAL
    + r"[\w']*){0,2})"
)
_PROVINCIAL = re.compile(
    r"(?P<kind>công an|bộ chỉ huy quân sự|bộ chqs|thanh tra|bđbp|bộ chỉ huy bđbp|ban dân tộc|cục thuế|kho bạc nhà nước) tỉnh\b"
)


@cache
def department() -> re.Pattern[str]:
    """A department, ministry, branch or office with its topic, in key text."""
    return re.compile(
        rf"(?P<kind>sở|bộ|ngành|phòng)(?: trưởng)? (?P<topic>{topics_pattern()})(?!\w)"
    )


@cache
def _minister() -> re.Pattern[str]:
    return re.compile(rf"(?:bộ|thứ) trưởng (?:bộ )?(?P<topic>{topics_pattern()})(?!\w)")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(
        rf"[ ,(]{{0,3}}(?:tỉnh |thành phố |tp\.? ?)?(?P<place>{names_pattern()})(?!\w)"
    )


def read_body(name: str, province: str = "") -> Body | None:
    """The body a name or title stands for; `province` fills a place the name leaves out."""
    flat = key(name)
    return _fixed(flat, province) or _minister_body(flat) or _after_title(flat, name, province)


def _fixed(flat: str, province: str) -> Body | None:
    for pattern, body in _FIXED:
        match = pattern.match(flat)
        if match is None:
            continue
        if "level" in match.groupdict():
            return _placed(replace(body, level=_LEVELS[match["level"]]), flat, match, province)
        return body
    return None


def _minister_body(flat: str) -> Body | None:
    match = _minister().match(flat)
    return Body("Bộ", CENTRAL, topics()[match["topic"]].name, titled=True) if match else None


def _after_title(flat: str, name: str, province: str) -> Body | None:
    titled = False
    rest = flat
    while title := _TITLE.match(rest):
        rest, titled = rest[title.end() :], True
    if not rest:
        return None
    body = (
        _committee(rest, name, province) or _party(rest, name, province) or _department_body(rest, province)
        or _provincial(rest, province)
    )  # fmt: skip
    if body is None and titled and rest != flat and (again := _fixed(rest, province)):
        body = again
    return replace(body, titled=titled) if body else None


def _committee(flat: str, name: str, province: str) -> Body | None:
    match = _COMMITTEE.match(flat)
    if match is None:
        return None
    kind = _COMMITTEE_KINDS.get(match["kind"], "Ủy ban MTTQ Việt Nam")
    kind = f"Văn phòng {kind}" if match["office"] else kind
    body = Body(kind, _LEVELS.get(match["level"] or "", PROVINCE))
    if not match["level"] and _GROUP.match(flat, match.end()):
        return None  # "UBND các huyện" are many bodies
    if body.level != PROVINCE:
        return replace(body, place=_local_place(name), unit=_UNITS.get(match["level"], ""))
    return _placed(body, flat, match, province)


_LOCAL = re.compile(
    r"(?i:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) (?P<place>"
    + CAPITAL
    + r"[\w']*(?:[ -]"
    + CAPITAL
    + r"[\w']*){0,2}|\d{1,2})"
)


def _local_place(name: str) -> str:
    match = _LOCAL.search(nfc(name))
    return match["place"] if match else ""


def _placed(body: Body, flat: str, match: re.Match[str], province: str) -> Body:
    found = _place().match(flat, match.end())
    named = province_named(found["place"]) if found else None
    return replace(body, place=named.name if named else province)


def _party(flat: str, name: str, province: str) -> Body | None:
    match = _PARTY.match(flat)
    if match is None:
        return None
    kind = match["kind"].capitalize()
    office = f"Văn phòng {kind}" if match["office"] else kind
    if match["kind"] not in _PARTY_LEVELS:
        named = _LOCAL_PARTY.search(nfc(name))
        return Body(office, DISTRICT, place=named["place"] if named else "")
    return _placed(Body(office, PROVINCE), flat, match, province)


def _department_body(flat: str, province: str) -> Body | None:
    match = department().match(flat)
    if match is None:
        return None
    topic = topics()[match["topic"]].name
    if match["kind"] == "bộ":
        return Body("Bộ", CENTRAL, topic)
    kind = "Phòng" if match["kind"] == "phòng" else "Sở"
    return _placed(
        Body(kind, DISTRICT if kind == "Phòng" else PROVINCE, topic), flat, match, province
    )


def _provincial(flat: str, province: str) -> Body | None:
    match = _PROVINCIAL.match(flat)
    if match is None:
        return None
    return _placed(Body(match["kind"].capitalize(), PROVINCE), flat, match, province)
