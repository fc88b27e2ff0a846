"""Whom a written receiver means: lists, posts, and groups such as "các sở, ban, ngành"."""

import re
from functools import cache

from directives.agencies import canonical, same_body
from directives.bodies import CENTRAL, COMMUNE, DISTRICT, Body, read_body, topics_pattern
from directives.normal import key, level, nfc

_DEPARTMENTS, _BOARDS, _DISTRICTS, _COMMUNES, _MINISTRIES, _PROVINCES = (
    "departments", "boards", "districts", "communes", "ministries", "provinces",
)  # fmt: skip
_SEVERAL = re.compile(r"(?<!\w)(?:các|cấp)(?!\w)|(?:sở|ban), (?:ban, )?ngành")
_GROUP = re.compile(
    r"(?:(?:tất cả|toàn thể|lãnh đạo|thủ trưởng|giám đốc|chủ tịch|ubnd|ủy ban nhân dân) )*"
    r"(?:các |sở, (?:ban, )?ngành|ban, ngành)"
)
_MEMBERS = (
    (re.compile(r"\bbộ\b(?! (?:chỉ huy|chqs|đội))"), (_MINISTRIES,)),
    (re.compile(r"\bsở\b"), (_DEPARTMENTS,)),
    (re.compile(r"\bban\b(?! (?:nhân dân|quản lý|chỉ đạo|thường vụ))"), (_BOARDS,)),
    (re.compile(r"\b(?:ngành|đoàn thể)\b"), (_DEPARTMENTS, _BOARDS)),
    (re.compile(r"\b(?:cơ quan|đơn vị)\b"), (_DEPARTMENTS, _BOARDS)),
    (re.compile(r"\bđịa phương\b"), (_DISTRICTS, _COMMUNES, _PROVINCES)),
    (re.compile(r"\b(?:huyện|thị xã|quận)\b"), (_DISTRICTS,)),
    (re.compile(r"\b(?<!thị )xã\b|\b(?:phường|đặc khu|thị trấn)\b"), (_COMMUNES,)),
    (
        re.compile(r"\bcấp\b(?! (?:tỉnh|huyện|xã)\b)"),
        (_DEPARTMENTS, _BOARDS, _DISTRICTS, _COMMUNES),
    ),
    (re.compile(r"\btỉnh, thành phố\b|\bcác tỉnh\b"), (_PROVINCES,)),
)
_SPLIT = re.compile(r" ?(?:;|,? và (?=(?:các|sở|ubnd|ủy ban|ban|công an|bộ|văn phòng|chủ tịch|giám đốc|thủ trưởng)\b)|, (?=(?:sở|ubnd|ủy ban|công an|bộ|văn phòng|chủ tịch|giám đốc|thủ trưởng|ban quản lý)\b))\s*")  # fmt: skip


@cache
def _named_departments() -> re.Pattern[str]:
    one = rf"(?:{topics_pattern()})"
    return re.compile(
        rf"(?:giám đốc |lãnh đạo )?các (?P<kind>sở|bộ)(?:, ngành)?:? (?P<topics>{one}(?:(?:, |; | và ){one}){{0,20}})(?!\w)"
    )


@cache
def _one_topic() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{topics_pattern()})(?!\w)")


def receives(watched: str, written: str) -> bool:
    """Whether a receiver as written reaches the watched body.

    By any of its names, former or later names, a post in it, or a group that includes it.
    """
    body = read_body(watched)
    text = nfc(" ".join(written.split()))
    if not key(text) or not key(watched):
        return False
    return any(_reaches(watched, body, part) for part in parts(text))


def parts(text: str) -> list[str]:
    """The receivers of a list, as written: capitals tell a commune's name from its kind."""
    flat = level(text)
    listed = _named_departments().search(flat)
    if listed is None:
        return _pieces(text, flat)
    named = [f"{listed['kind']} {t}" for t in _one_topic().findall(listed["topics"])]
    start, end = listed.span()
    before, after = _pieces(text[:start], flat[:start]), _pieces(text[end:], flat[end:])
    return [*named, *before, *after]


def _pieces(text: str, flat: str) -> list[str]:
    """`text` cut where `flat`, of the same length, joins receivers."""
    cuts = [0, *(edge for found in _SPLIT.finditer(flat) for edge in found.span()), len(text)]
    pieces = (text[cuts[at] : cuts[at + 1]] for at in range(0, len(cuts), 2))
    return [piece for piece in pieces if piece.strip(" ,;")]


def _reaches(watched: str, body: Body | None, part: str) -> bool:
    if same_body(watched, part):
        return True
    flat = key(part)
    if body is None:
        return key(canonical(watched)) in flat or _in_group(watched, part)
    return names_several(part) and bool(classes_of(body) & members_of(flat))


def _in_group(watched: str, part: str) -> bool:
    """Whether `part` is one of the bodies that a watched group names, or a group with such bodies."""
    if not is_group(watched):
        return False
    body = read_body(part)
    flat = key(part)
    mine = classes_of(body) if body else members_of(flat) if names_several(part) else frozenset()
    return bool(mine & members_of(key(watched)))


def is_group(name: str) -> bool:
    """Whether `name` stands for many bodies from its first words on."""
    return _GROUP.match(key(name)) is not None


def names_several(part: str) -> bool:
    """Whether a written receiver may mean bodies that it does not name."""
    return _SEVERAL.search(key(part)) is not None


def classes_of(body: Body) -> frozenset[str]:
    """The groups in which a body is meant, too."""
    if body.level == CENTRAL:
        return frozenset({_MINISTRIES}) if body.kind == "Bộ" else frozenset()
    if body.level == DISTRICT:
        return frozenset({_DISTRICTS})
    if body.level == COMMUNE:
        return frozenset({_COMMUNES})
    if body.kind in ("UBND", "HĐND"):
        return frozenset({_PROVINCES})
    return frozenset({_BOARDS}) if body.kind.startswith("Ban") else frozenset({_DEPARTMENTS})


def members_of(part: str) -> frozenset[str]:
    """The groups that the key text of a receiver names."""
    found = {member for pattern, members in _MEMBERS if pattern.search(part) for member in members}
    if _MINISTRIES in found:
        found -= {_DEPARTMENTS, _BOARDS}
    return frozenset(found)
