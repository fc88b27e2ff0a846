"""How much less often a source that fails is asked: later and later, for ever, never beyond an hour."""

import zlib
from datetime import timedelta

#: A user who must not miss an order accepts so long a pause, or the source's own where it is longer.
LONGEST_REST = timedelta(hours=1)
#: A pause ends up to a tenth early, so that sources that failed together do not come back in step …
JITTER_SHARE = 10
LONGEST_JITTER = timedelta(seconds=60)  # … but no more than this
_DOUBLINGS = 40  # beyond these every interval has reached its longest pause
_PARTS = 1 << 32


def rest(every: timedelta, bad_runs: int) -> timedelta:
    """The pause after so many bad runs in a row: doubled with each, up to an hour or `every`."""
    longest = max(every, LONGEST_REST)
    if bad_runs >= _DOUBLINGS:
        return longest
    doublings: int = 1 << max(0, bad_runs)
    return longest if doublings > longest / every else min(every * doublings, longest)


def jittered(pause: timedelta, name: str, bad_runs: int) -> timedelta:
    """The pause with its jitter: the same for the same source and run, or it would move each time."""
    drawn = zlib.crc32(f"{name}/{bad_runs}".encode()) / _PARTS
    return pause - min(pause / JITTER_SHARE, LONGEST_JITTER) * drawn
