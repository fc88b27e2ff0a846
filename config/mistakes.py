"""Mistakes in settings: which file, which key, what is wrong and what was expected."""

from dataclasses import dataclass

LONGEST_PART = 400  # of a key or a problem; a value of a megabyte is recognised by its ends

_BEYOND = "a value too large to be shown"


def shown(value: object) -> str:
    """What was given, as text, however large it is."""
    try:
        return str(value)
    except ValueError:  # digits without end
        return _BEYOND


def one_line(text: str) -> str:
    """The text with everything unprintable written as its code, cut in the middle when long."""
    if len(text) > LONGEST_PART:
        half = LONGEST_PART // 2
        text = f"{text[:half]}…{text[-half:]}"
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right; str() is one sentence on one line and holds no secret."""

    file: str
    key: str
    problem: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}: {one_line(self.key)}" if self.key else self.file
        return f"{place}: {one_line(self.problem)}; expected {self.expected}"


class SettingsError(Exception):
    """Settings that can not be used; str() names every mistake, one a line.

    `file`, `key` and `expected` are those of the first.
    """

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(map(str, mistakes)))

    @property
    def file(self) -> str:
        """Where the first mistake stands: a file as it was named, or "environment"."""
        return self.mistakes[0].file

    @property
    def key(self) -> str:
        """The path of the key, such as `sources[0].every`; "" when the whole file is meant."""
        return self.mistakes[0].key

    @property
    def expected(self) -> str:
        """What would have been understood."""
        return self.mistakes[0].expected
