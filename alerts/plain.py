"""Values from captured pages made harmless before they stand in a message: one bounded plain line."""

import re
import unicodedata

ELLIPSIS = "…"
#: What no message may carry: controls, formats (bidi, zero width, tags), private, lone surrogates.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_MARK_RUN = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{2})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")  # fmt: skip
#: Signs by which chat services call everybody, build links or tags; a space takes the effect away.
_CALL = re.compile(r"@(?=everyone|here|(?:channel|all|room)\b)|(?<![\w.+-])@(?=\w)", re.IGNORECASE)
_TAG = re.compile(r"<(?=[!@#/?a-zA-Z])")
_LINK = re.compile(r"\](?=\()")
_TEMPLATE = re.compile(r"([{$#%])(?=[{%])")
_HIDING = re.compile(r"\|(?=\|)|`(?=`)")  # spoilers and fences would hide what stands between two
_HASH_ID = re.compile(r"#(?=[0-9a-fA-F]{16}(?![0-9a-fA-F]))")
_ID_FRAGMENT = re.compile(r"#(?=[0-9a-fA-F]{16}(?![0-9a-fA-F])).*")
_NO_ADDRESS = re.compile(r"[|`\\^{}]")  # not of addresses (RFC 3986), but signs of chat services
#: A title of 10,000 signs costs no more than this before it is cut.
_SCAN_LIMIT = 20_000
#: Longest address that is still one; longer ones are left out, for a cut address leads nowhere.
MAX_ADDRESS = 1_000


def harmless(text: str, limit: int) -> str:
    """`text` as one NFC line of at most `limit` signs, without anything unseen or executable."""
    line = unicodedata.normalize("NFC", text[:_SCAN_LIMIT])
    line = "".join(_seen(sign) for sign in line)
    # Again, for what was unseen may have stood between a letter and its mark.
    line = unicodedata.normalize("NFC", " ".join(line.split()))
    line = unicodedata.normalize("NFC", _MARK_RUN.sub(r"\1", line))
    for trap in (_CALL, _TAG, _LINK, _TEMPLATE, _HIDING, _HASH_ID):
        line = trap.sub(lambda m: m[0] + " ", line)
    return shorten(line, limit)


def shorten(line: str, limit: int) -> str:
    """`line` cut at a word, with an ellipsis, so that it has at most `limit` signs."""
    if len(line) <= limit:
        return line
    cut = line[: limit - len(ELLIPSIS)]
    head, _, _ = cut.rpartition(" ")
    whole = head if len(head) * 2 > len(cut) else cut  # one endless word is cut inside
    return whole.rstrip(" ,;:.") + ELLIPSIS


def address(url: str) -> str:
    """`url` if it is a plain http(s) address without blanks or unseen signs, else "".

    Signs that chat services act on stand escaped in it; a fragment that looks like an id is cut.
    """
    plain = _ID_FRAGMENT.sub("", unicodedata.normalize("NFC", url[: MAX_ADDRESS + 1]))
    clean = plain.lower().startswith(("http://", "https://"))
    odd = any(sign.isspace() or sign in '<>"' or _seen(sign) != sign for sign in plain)
    for trap in (_NO_ADDRESS, _CALL, _LINK):
        plain = trap.sub(lambda found: f"%{ord(found[0]):02X}", plain)
    return plain if clean and not odd and len(url) <= MAX_ADDRESS else ""


def _seen(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in _UNSEEN else sign


def fit(body: str, limit: int) -> str:
    """`body` in at most `limit` signs: whole lines from the top, and always the last, with the id."""
    if len(body) <= limit:
        return body
    *lines, last = body.split("\n")
    words, _, mark = last.rpartition(" ")
    room = limit - len(mark) - 1
    if room <= 0:
        return mark[:limit]
    if len(last) > limit:
        return f"{shorten(words, room)} {mark}"
    kept: list[str] = []
    left = limit - len(last) - len(ELLIPSIS) - 1
    if left < 0:
        return last
    for line in lines:
        if len(line) + 1 > left:
            break
        kept.append(line)
        left -= len(line) + 1
    return "\n".join((*kept, ELLIPSIS, last))
