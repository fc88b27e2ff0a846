"""Numbers of legal papers in their shapes and dirt; the number as written beside the normal one."""

import re
from dataclasses import dataclass
from functools import cache

from directives.normal import even, level
from directives.paper_types import abbreviation_by_type, type_by_abbreviation, type_names

_PART = r"[A-ZĐ][A-Za-zĐđ]{0,9}\d{0,2}"
_GLUE = r"(?: ?- ?|[.&]|& ?| ?/ ?)"
STATE_NUMBER = re.compile(
    rf"(?<![\w/.-])(?P<n>\d{{1,5}}[a-zA-Z]?) {{0,2}}"
    rf"(?:/ {{0,2}}(?P<year>(?:19|20)\d\d) {{0,2}})?/ {{0,2}}"
    rf"(?P<symbol>{_PART}(?:{_GLUE}{_PART}){{0,6}})(?!\w)"
)
PARTY_NUMBER = re.compile(
    r"(?<![\w/.-])(?P<n>\d{1,4}) ?- ?(?P<type>NQ|QĐ|QyĐ|CTHĐ|CTr|CT|KL|TB|HD|QC|KH|BC|TTr|CV|ĐA|PA)"
    rf" ?[/-] ?(?P<body>{_PART}(?:-{_PART})?)(?!\w)"
)
_PARTY_BODIES = ("TU", "TW", "ĐU", "HU", "ThU", "BCT", "VPTW")
_PARTY_BODY = re.compile(
    r"(?:TU|TW|ĐU|HU|ThU|VPTW|BTGTW|BTCTW|UBKTTW|BTGTU|BTCTU|VPTU|UBKTTU|BDVTU)$"
)
_GLUED = re.compile(r"(?P<type>NQ|QĐ|CT|KH|TB|BC|CĐ|HD|TTr)(?P<body>UBND|HĐND|TTg|CP|UB|BNV|BTC)$")
_BODY_PART = re.compile(
    r"(?:UBND|HĐND|UB|CP|TTg|VPCP|TU|TW|QH\d{1,2}|UBTVQH\d{0,2}|CTN|VPUBND|VPUB|VP|TTCP|NHNN|TANDTC|VKSNDTC|[BS][A-ZĐ]{1,9}[a-z]?|[A-ZĐ]{2,10})$"
)
_SPACE = re.compile(r"\s+")
_SLASHED_UNIT = re.compile(
    r"(?:USD|VNĐ|VND|CBCNV|KCN|CCN|TP|HTX|BN|CP|QL|KM|HA|TV)$", re.IGNORECASE
)
_MIN_SYMBOL = 2  # one letter after a slash is a house number or a unit


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention: `number` normal, `written` verbatim at `start:end`, `type` in capitals if known."""

    number: str
    written: str
    type: str | None
    start: int
    end: int


def citations(text: str) -> tuple[Citation, ...]:
    """Every mention of a numbered paper in NFC `text`, in reading order, repeated ones included."""
    flat = even(text)
    found = [*_written_numbers(text, flat), *_spoken_numbers(text, level(text))]
    found.sort(key=lambda c: (c.start, -c.end))
    kept: list[Citation] = []
    for citation in found:
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return tuple(kept)


def numbers(found: tuple[Citation, ...], own: str | None = None) -> tuple[str, ...]:
    """Unique normal numbers in reading order without the paper's own."""
    return tuple(dict.fromkeys(c.number for c in found if c.number != own))


def normal_number(written: str) -> str | None:
    """The normal form of a number as somebody wrote it, or None when it has no such shape."""
    match = PARTY_NUMBER.search(even(written)) or STATE_NUMBER.search(even(written))
    if match is None:
        return None
    return _party(match) if "type" in match.groupdict() else _state(match)


def type_of_number(number: str) -> str | None:
    """The type a normal number's symbol names; CÔNG VĂN when it names none (Decree 30)."""
    head = re.split(r"[/-]", number)
    names = type_by_abbreviation()
    for part in head[1:3]:
        if part in names:
            return names[part]
    return "CÔNG VĂN" if "/" in number and not re.search(r"/QH\d", number) else None


def _written_numbers(text: str, flat: str) -> list[Citation]:
    found: list[Citation] = []
    if "/" not in flat:
        return found
    found.extend(_citation(text, m, _party(m)) for m in PARTY_NUMBER.finditer(flat))
    for match in STATE_NUMBER.finditer(flat):
        number = _state(match)
        if number is not None:
            found.append(_citation(text, match, number))
    return found


def _citation(text: str, match: re.Match[str], number: str) -> Citation:
    written = text[match.start() : match.end()]
    return Citation(number, written, type_of_number(number), match.start(), match.end())


def _party(match: re.Match[str]) -> str:
    return f"{match['n']}-{match['type']}/{match['body']}"


def _state(match: re.Match[str]) -> str | None:
    symbol = _SPACE.sub("", match["symbol"]).replace(".", "-")
    glued = _GLUED.match(symbol)
    if glued:
        symbol = f"{glued['type']}-{glued['body']}"
    parts = re.split(r"[-/&]", symbol)
    if not _is_symbol(symbol, parts):
        return None
    if len(parts) > 1 and parts[0] in type_by_abbreviation() and _PARTY_BODY.match(parts[1]):
        return f"{match['n']}-{parts[0]}/{'-'.join(parts[1:])}"
    year = f"/{match['year']}" if match["year"] else ""
    return f"{match['n']}{year}/{symbol}"


def _is_symbol(symbol: str, parts: list[str]) -> bool:
    capitals = sum(c.isupper() for c in symbol)
    if capitals < _MIN_SYMBOL:
        return False
    if len(parts) > 1:
        return any(_BODY_PART.match(p) for p in parts) or parts[0] in type_by_abbreviation()
    return bool(re.match(r"(?:QH\d|UBTVQH|UBND|HĐND|VPCP|TTg|VP|[SB][A-ZĐ]{2,})", symbol)) and not (
        _SLASHED_UNIT.match(symbol)
    )


_SPOKEN_BODIES = (
    (r"(?:ban thường vụ |ban chấp hành đảng bộ |thường trực |btv )?(?:tỉnh ủy|thành ủy)", "TU"),
    (
        r"bộ chính trị|ban bí thư|trung ương(?: đảng)?|ban chấp hành trung ương(?: đảng)?|bch trung ương",
        "TW",
    ),
    (r"thủ tướng(?: chính phủ)?", "TTg"),
    (r"chính phủ", "CP"),
    (r"hđnd tỉnh|hội đồng nhân dân tỉnh", "HĐND"),
    (r"(?:chủ tịch )?(?:ubnd tỉnh|ủy ban nhân dân tỉnh)", "UBND"),
)
_SPOKEN_TYPES = frozenset(  # a "đề án 06" has a name, not a number of its series
    {
        "nghị quyết",
        "chỉ thị",
        "quyết định",
        "kết luận",
        "thông báo",
        "nghị định",
        "công điện",
        "quy định",
        "hướng dẫn",
        "kế hoạch",
    }
)
_YEAR_IN_NUMBER = frozenset({"NĐ", "TT"})


@cache
def spoken_number() -> re.Pattern[str]:
    """`nghị quyết 02 (ngày ...) của tỉnh ủy` in level text."""
    bodies = "|".join(f"(?P<b{i}>{body})" for i, (body, _) in enumerate(_SPOKEN_BODIES))
    kinds = "|".join(re.escape(n) for n in type_names() if n in _SPOKEN_TYPES)
    when = r"(?:,? (?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-](?P<year>\d{4}),?|,? năm (?P<y2>\d{4})|/(?P<y3>(?:19|20)\d\d))?"
    return re.compile(
        rf"(?P<type>{kinds}) (?:số:? ?)?(?P<n>\d{{1,4}}){when},? của (?:{bodies})(?!\w)"
    )


def _spoken_numbers(text: str, flat: str) -> list[Citation]:
    found = []
    for match in spoken_number().finditer(flat):
        body = next(b for i, (_, b) in enumerate(_SPOKEN_BODIES) if match[f"b{i}"])
        short = abbreviation_by_type()[match["type"]]
        number = _spoken(match, short, body)
        kind = type_by_abbreviation()[short]
        written = text[match.start() : match.end()]
        found.append(Citation(number, written, kind, match.start(), match.end()))
    return found


def _spoken(match: re.Match[str], short: str, body: str) -> str:
    if body in _PARTY_BODIES:
        return f"{match['n']}-{short}/{body}"
    year = match["year"] or match["y2"] or match["y3"]
    dated = f"/{year}" if year and short in _YEAR_IN_NUMBER else ""
    return f"{match['n']}{dated}/{short}-{body}"
