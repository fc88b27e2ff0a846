"""Givers of orders in a text: bodies and persons with the longest form that names them."""

import re
from dataclasses import dataclass, replace

from directives.actor_names import TITLE, actor_pattern, foreign_pattern
from directives.agencies import canonical, rank
from directives.normal import NAME_WORD, key, level

_NAME = re.compile(
    r"(?:[,:]? ?(?:đồng chí |đ/c |ông |bà |TS\.? |GS\.? |PGS\.? |Thiếu tướng |Trung tướng |Đại tá )?)(?P<name>"
    + NAME_WORD
    + r"(?: "
    + NAME_WORD
    + r"){1,4})(?!\w)"
)
_PERSON = re.compile(
    r"(?<!\w)(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|(?:Phó )?(?:Bí thư|Chủ tịch|Giám đốc|Bộ trưởng|Đại sứ|Trưởng [Bb]an|Chánh Văn phòng)|Thứ trưởng) (?P<name>"
    + NAME_WORD
    + r"(?: "
    + NAME_WORD
    + r"){0,4})(?!\w)"
)
_AFTER_NAME = re.compile(r" ?(?:, |- |\()(?P<title>(?:[A-ZĐÀ-Ỹa-zà-ỹđ][^.;:\n()]{0,140}))")
_EMBASSY = re.compile(r"Đại sứ(?= Việt Nam)")
_MEMBERSHIP = ("ủy viên ", "đại biểu ", "thành viên ", "trực thuộc ")
_OWNED = ("của ", "do ", "bởi ", "theo ")  # whose paper it is, not who speaks
_POST = re.compile(TITLE)
_NO_NAME = re.compile(
    r"(?:ubnd|hđnd|sở|bộ|tỉnh|thành|huyện|ban|công an|chính phủ|trung ương|việt nam|quốc hội|đảng|nhà nước|mặt trận)\b"
)
_LOCAL_BODY = re.compile(
    r"(?:huyện ủy|thị ủy|quận ủy|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)$"
)
_PLACE_WORDS = re.compile(r"(?<=[ -])" + NAME_WORD + r"(?!\w)")
_FAMILY_NAMES = frozenset(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Huỳnh",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
        "Hà",
        "Đinh",
        "Đoàn",
        "Trịnh",
        "Mai",
        "Đào",
        "Lương",
        "Trương",
        "Lâm",
        "Phùng",
        "Tô",
        "Thái",
        "Cao",
        "Châu",
        "Tạ",
        "Quách",
        "Lò",
        "Vàng",
        "Giàng",
        "Hầu",
        "Lường",
        "Đinh",
        "Ma",
        "Nông",
        "Hứa",
        "Triệu",
    ]
)  # where a person's name begins behind the name of a place
_NEAR = 30  # between a name and its post, or two posts of one person
_LONG_FORM = 160  # characters of the longest title with name and body


@dataclass(frozen=True, slots=True)
class Actor:
    """A giver at `start:end` of the text: `name` verbatim, `body` canonical, `rank` or None."""

    name: str
    body: str
    rank: int | None
    start: int
    end: int


class Cast:
    """The givers a text names; remembers who is who over the whole text."""

    def __init__(self, text: str, flat: str, province: str) -> None:
        """`text` NFC, `flat` its level form, `province` what completes "UBND tỉnh"."""
        self.text, self.flat, self._province = text, flat, province
        self._people: dict[str, str] | None = None
        self._longest: dict[str, str] = {}

    def between(self, start: int, end: int) -> list[Actor]:
        """The actors named in that stretch, in order, persons known by name included."""
        matches = actor_pattern().finditer(self.flat, start, end)
        found = [self._read(m) for m in matches if self._is_giver(m)]
        found = self._joined(found)
        found.extend(self._persons(start, end, found))
        return sorted(found, key=lambda a: a.start)

    def _is_giver(self, match: re.Match[str]) -> bool:
        """A name has a capital; membership ("ủy viên Bộ Chính trị") and foreign states are none."""
        start, end = match.span()
        if self.text[start:end].islower() or foreign_pattern().match(self.flat, end):
            return False
        return not self.flat.endswith(_MEMBERSHIP, 0, start)

    def _joined(self, found: list[Actor]) -> list[Actor]:
        """Two posts of one person made one: the later names the body that speaks."""
        kept: list[Actor] = []
        for actor in found:
            gap = self.flat[kept[-1].end : actor.start] if kept else ""
            if (
                kept
                and gap in (", ", " kiêm ", ", kiêm ", " - ")
                and _POST.match(level(kept[-1].name))
                and _POST.match(level(actor.name))
                and not self.flat.endswith(_OWNED, 0, kept[-1].start)
            ):
                start = kept.pop().start
                actor = replace(actor, start=start, name=self.text[start : actor.end])  # noqa: PLW2901
            kept.append(actor)
        return kept

    def longest(self, actor: Actor) -> str:
        """The longest form in the text that begins with this actor's words and adds a name."""
        cached = self._longest.get(actor.name)
        if cached is None:
            cached = self._longest[actor.name] = self._find_longest(actor)
        return cached

    def _read(self, match: re.Match[str]) -> Actor:
        end = match.end()
        name = _NAME.match(self.text, end)
        titled = match["alone"] or match["titled"]
        place_end = self._local_place_end(match)
        if place_end:
            end, name = place_end, _NAME.match(self.text, place_end)
        if titled and name and not _NO_NAME.match(level(name["name"])):
            end = name.end()
        written = self.text[match.start() : end]
        plain = self.text[match.start() : place_end or match.end()]
        body = canonical(_EMBASSY.sub("Đại sứ quán", plain), self._province)
        return Actor(written, body, rank(plain), match.start(), end)

    def _local_place_end(self, match: re.Match[str]) -> int:
        """Where the name of a district or commune ends that follows its body; 0 without one."""
        if not _LOCAL_BODY.search(match[0]):
            return 0
        end = match.end()
        for word in _PLACE_WORDS.findall(self.text[end : end + _NEAR]):
            if word in _FAMILY_NAMES or self.text[end + 1 : end + 1 + len(word)] != word:
                break
            end += 1 + len(word)
        return end if end > match.end() else 0

    def _persons(self, start: int, end: int, known: list[Actor]) -> list[Actor]:
        found = []
        for match in _PERSON.finditer(self.text, start, end):
            inside = any(a.start <= match.start() < a.end for a in known)
            known_as = self._titles()
            named = key(match["name"])
            title = (
                None if inside else known_as.get(named) or known_as.get(named.rsplit(" ", 1)[-1])
            )
            if title:
                body = canonical(title, self._province)
                found.append(Actor(match[0], body, rank(title), match.start(), match.end()))
        return found

    def _titles(self) -> dict[str, str]:
        if self._people is None:
            self._people = {}
            for match in _PERSON.finditer(self.text):
                self._learn(match)
            self._learn_titled()
        return self._people

    def _learn(self, match: re.Match[str]) -> None:
        after = _AFTER_NAME.match(self.text, match.end())
        if after is None or self._people is None:
            return
        posts = [
            m
            for m in actor_pattern().finditer(self.flat, after.start("title"), after.end())
            if m["titled"] or m["alone"]
        ]
        if posts and posts[0].start() - after.start("title") <= _NEAR:
            found = (
                posts[-1]
                if len(posts) > 1 and posts[-1].start() - posts[0].end() <= _NEAR
                else posts[0]
            )
            self._call(match["name"], self.text[found.start() : found.end()])

    def _call(self, name: str, title: str) -> None:
        """Persons are known by the whole name and, as the Vietnamese call them, by its last word."""
        if self._people is not None:
            self._people.setdefault(key(name), title)
            self._people.setdefault(key(name).rsplit(" ", 1)[-1], title)

    def _learn_titled(self) -> None:
        for match in actor_pattern().finditer(self.flat):
            name = _NAME.match(self.text, match.end())
            if name and self._people is not None and (match["titled"] or match["alone"]):
                self._call(name["name"], self.text[match.start() : match.end()])

    def _find_longest(self, actor: Actor) -> str:
        best, place = actor.name, -1
        flat_name = level(actor.name)
        while (place := self.flat.find(flat_name, place + 1)) >= 0:
            name = _NAME.match(self.text, place + len(flat_name))
            if name is None or not re.match(
                r"(?:.*\b)?(?:chủ tịch|trưởng|giám đốc|bí thư|thủ tướng|đại sứ)", flat_name
            ):
                continue
            longer = self.text[place : name.end()]
            if len(best) < len(longer) <= _LONG_FORM and not _NO_NAME.match(level(name["name"])):
                best = longer
        return best
