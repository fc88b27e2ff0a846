"""Commands of later versions: known by name, so that calling one says so in a sentence."""

from cli.failures import WRONG_USAGE, CommandFailed

LATER = (
    *("source", "portal", "search", "ack", "mute"),
    *("coverage", "evidence", "worker"),
)
#: Commands of groups that have some already.
LATER_IN_GROUPS = {"channel": ("add",)}
#: Options of commands that work without them already.
LATER_OPTIONS = (("reread", "--tell-open"),)


def later(command: str) -> CommandFailed:
    """What calling a command of a later version answers."""
    return CommandFailed("not_yet", WRONG_USAGE, command=command)
