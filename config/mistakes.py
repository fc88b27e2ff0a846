"""Mistakes in settings: which file, which key, what is wrong and what was expected."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right; str() is one sentence and holds no secret."""

    file: str
    key: str
    problem: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: {self.problem}; expected {self.expected}"


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
