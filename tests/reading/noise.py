"""What moves on a portal's page without meaning anything, as operations on the source of a page."""

import random
import re
from collections.abc import Callable

Noise = Callable[[str, random.Random], str]

_TAG = re.compile(
    r"<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[\w-]+=\"[^\"]*\")+)(?P<end>\s*/?>)"
)
_PAIR = re.compile(r"\s+[\w-]+=\"[^\"]*\"")


def counters(html: str, dice: random.Random) -> str:
    """Other numbers in view counters."""
    return re.sub(
        r"((?:Lượt xem|Đã xem|truy cập): ?)\d+", lambda m: m[1] + str(dice.randrange(10**6)), html
    )


def clock(html: str, dice: random.Random) -> str:
    """The banner says another day."""
    banner = f'<span class="clock">Thứ {dice.randint(2, 7)}, {dice.randint(1, 28)}/{dice.randint(1, 12)}/2026'
    return re.sub(r"<span class=\"clock\">[^<]*", banner, html)


def generated_ids(html: str, dice: random.Random) -> str:
    """Ids that are drawn anew at every build."""
    return re.sub(
        r"(id=\"\w+?_)[0-9a-f]{8}\"", lambda m: f'{m[1]}{dice.getrandbits(32):08x}"', html
    )


def stamps(html: str, dice: random.Random) -> str:
    """Other times behind ?t= and ?v= of pictures, styles and scripts."""
    return re.sub(r"\?([tv])=\d+", lambda m: f"?{m[1]}={dice.randrange(10**12, 10**13)}", html)


def related(html: str, dice: random.Random) -> str:
    """Other news in the list below."""
    n = dice.randrange(10**4)
    rows = "".join(
        f'<li><a href="/tin/{n + k}-ban-tin">Bản tin thời tiết số {n + k}</a> (0{k}/03/2026)</li>'
        for k in range(1, dice.randint(2, 7))
    )
    return re.sub(
        r"(<ul class=\"khac\">).*?(</ul>)", lambda m: m[1] + rows + m[2], html, flags=re.DOTALL
    )


def adverts(html: str, dice: random.Random) -> str:
    """An advert comes before the content, or after it."""
    advert = f'<div class="quangcao"><a href="/qc/{dice.randrange(99)}">Hội chợ {dice.randrange(99)}</a></div>'
    mark = dice.choice(["<!--truoc-->", "<!--sau-->"])
    return html.replace(mark, mark + advert, 1)


def attribute_order(html: str, dice: random.Random) -> str:
    """The attributes of each tag in another order."""

    def shuffled(tag: re.Match[str]) -> str:
        pairs = _PAIR.findall(tag["attributes"])
        dice.shuffle(pairs)
        return f"<{tag['name']}{''.join(pairs)}{tag['end']}"

    return _TAG.sub(shuffled, html)


def comments(html: str, dice: random.Random) -> str:
    """Comments that say when the page was made."""
    return re.sub(r"(</(?:p|div|li|h1|h2)>)", rf"\1<!-- {dice.random()} -->", html)


def white_space(html: str, dice: random.Random) -> str:
    """Other line breaks between the tags of blocks."""
    space = dice.choice(["\n", " ", "\r\n\t", "\n\n    "])
    return re.sub(r"(</(?:p|div|ul|h1|h2|table|tr|td)>)\s*", rf"\1{space}", html)


def scripts(html: str, dice: random.Random) -> str:
    """Scripts with a token of this fetch."""
    return html.replace("</body>", f"<script>var token='{dice.random()}';</script></body>")


NOISES: tuple[Noise, ...] = (
    counters, clock, generated_ids, stamps, related, adverts, attribute_order, comments,
    white_space, scripts,
)  # fmt: skip
