"""Small real PDF files, written by hand: one page, Vietnamese text that can be copied out."""

LINE_STEP = 16  # points from one line down to the next
WRAP_AT = 84  # characters that fit a line of A4 at 11 points
TABLE_ROWS = 100  # the most that one bfchar table may hold (Adobe CMap specification)
MAX_CODES = 255  # a simple font has one byte a character; code 0 stays free


def make_pdf(paragraphs: tuple[str, ...]) -> bytes:
    """A one-page PDF 1.4; its text layer gives the paragraphs back by a ToUnicode table.

    Raises ValueError when the text has more than 255 different characters.
    """
    lines = [line for text in paragraphs for line in (*_wrapped(text), "")]
    letters = sorted(set("".join(lines)))
    if len(letters) > MAX_CODES:
        raise ValueError(f"a small PDF holds {MAX_CODES} different characters, not {len(letters)}")
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    return _assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            _stream(_content(lines, codes)),
            _font(letters),
            _stream(_to_unicode(codes)),
        ]
    )


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= WRAP_AT:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _content(lines: list[str], codes: dict[str, int]) -> bytes:
    shown = "".join(
        f"<{''.join(f'{codes[letter]:02X}' for letter in line)}> Tj T*\n" for line in lines
    )
    return f"BT /F1 11 Tf {LINE_STEP} TL 56 786 Td\n{shown}ET".encode("ascii")


def _font(letters: list[str]) -> bytes:
    names = " ".join(f"/uni{ord(letter):04X}" for letter in letters)
    widths = " ".join("600" for _ in letters)
    return (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier"
        f" /FirstChar 1 /LastChar {len(letters)} /Widths [{widths}]"
        f" /Encoding << /Type /Encoding /Differences [1 {names}] >> /ToUnicode 6 0 R >>"
    ).encode("ascii")


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = [
        f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for letter, code in codes.items()
    ]
    blocks = [pairs[at : at + TABLE_ROWS] for at in range(0, len(pairs), TABLE_ROWS)]
    tables = "".join(
        f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Demo def /CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{tables}endcmap end end"
    ).encode("ascii")


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(data), data)


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
