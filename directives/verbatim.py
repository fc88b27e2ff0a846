"""Reading over odd spaces, quotes and dashes, and giving each quote back as it stands."""

from dataclasses import replace

from directives.model import Deadline, Document, Extraction, Instruction
from directives.normal import even


def as_written(read: Extraction, plain: str, text: str) -> Extraction:
    """A reading of `plain`, the even form of `text`, with each quote replaced by what stands at its place in `text`."""
    if plain == text:
        return read
    back = _Back(plain, text)
    return replace(
        read,
        document=back.document(read.document),
        directives=tuple(map(back.instruction, read.directives)),
        unsure=tuple(map(back.instruction, read.unsure)),
    )


class _Back:
    """The way from quotes of the plain text to the written one; other words stay as they are."""

    def __init__(self, plain: str, text: str) -> None:
        self._plain, self._text = plain, text

    def quote(self, quote: str) -> str:
        place = self._plain.find(quote)
        return self._text[place : place + len(quote)] if place >= 0 else quote

    def quotes(self, found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.quote, found))

    def within(self, span: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Quotes that stand inside a span, as that span writes them."""
        places = ((even(span).find(q), len(q)) for q in found)
        pairs = zip(places, found, strict=True)
        return tuple(span[p : p + n] if p >= 0 else self.quote(q) for (p, n), q in pairs)

    def instruction(self, made: Instruction) -> Instruction:
        span = self.quote(made.span)
        limit = made.deadline
        return replace(
            made,
            span=span,
            issuer=self.quote(made.issuer),
            addressees=self.within(span, made.addressees),
            cooperating=self.within(span, made.cooperating),
            deadline=self._deadline(span, limit) if limit else None,
            targets=self.within(span, made.targets),
            cites=self.within(span, made.cites),
        )

    def _deadline(self, span: str, limit: Deadline) -> Deadline:
        return replace(limit, phrase=self.within(span, (limit.phrase,))[0])

    def document(self, document: Document | None) -> Document | None:
        if document is None or document.number_as_written is None:
            return document
        return replace(document, number_as_written=self.quote(document.number_as_written))
