"""How a command ends: exit codes, and the one sentence about what can not be done."""

DONE = 0
FAILED = 1  # done, but something failed
WRONG_USAGE = 2


class CommandFailed(Exception):  # noqa: N818 (it is what happened, not an error of the program)
    """A command can not do what was asked: the key of a phrase, what fills it, the exit code."""

    def __init__(self, key: str, code: int = FAILED, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.code = code
        self.values = values
