"""Channels that fail for long, and messages that were refused for good."""

from datetime import datetime, timedelta

from alerts.affairs import Trouble
from scheduler.troubles import Troubles
from storage import marks, tally
from storage.session import Connection

PREFIX = "letters/"  # of the marks of how many refusals of a channel were told
TOLD_EVERY = timedelta(hours=1)  # a channel that refuses everything is told in one message


def watch_letters(connection: Connection, troubles: Troubles, now: datetime) -> None:
    """Look at all channels."""
    lines = tally.lines(connection)
    failing = {line.channel: line.failing for line in lines if line.failing}
    for channel, why in failing.items():
        troubles.begin(Trouble.CHANNEL, why, channel)
    for channel in troubles.subjects(Trouble.CHANNEL) - set(failing):
        troubles.end(Trouble.CHANNEL, channel)
    for line in lines:
        _watch_refusals(connection, line, troubles, now)


def _watch_refusals(
    connection: Connection, line: tally.Line, troubles: Troubles, now: datetime
) -> None:
    told = marks.get(connection, PREFIX + line.channel)
    known = int(told.note) if told else 0
    if line.refused < known:
        marks.put(connection, PREFIX + line.channel, now, str(line.refused))
    elif line.refused > known and (told is None or not timedelta() <= now - told.at < TOLD_EVERY):
        marks.put(connection, PREFIX + line.channel, now, str(line.refused))
        detail = f"{line.refused - known} ({line.last_refused})"
        troubles.begin(Trouble.REFUSED, detail, line.channel)
