"""A view made smaller by sense, step by step; deadline, task, paper, address and id stay."""

from collections.abc import Iterator
from dataclasses import replace

from alerts.plain import shorten
from alerts.views import ChangeView, DigestView, FillView, View

QUOTE_LIMITS = (140, 0)  # signs of verbatim words left by the first step and the last
VALUE_LIMIT = 60  # signs of one side of a change
LEAD_LIMIT = 120
TITLE_LIMIT = 90  # of the page, where a paper names it
BECAUSE_LIMIT = 60
OTHERS_LEFT = 2


def smaller(view: View) -> Iterator[View]:
    """`view`, and then what is left of it after each step; every one holds less than the one before."""
    yield view
    for step in (_quote, _others, _values, _lead, _no_others, _no_quote, _one_row, _because):
        view = step(view)
        yield view
    yield from _lists(view)


def _quote(view: View) -> View:
    return _quoted(view, QUOTE_LIMITS[0])


def _no_quote(view: View) -> View:
    return _quoted(view, QUOTE_LIMITS[1])


def _quoted(view: View, limit: int) -> View:
    def cut(quote: str) -> str:
        return shorten(quote, limit) if limit else ""

    task, amendment = view.task, view.amendment
    return replace(
        view,
        task=replace(task, quote=cut(task.quote)) if task else None,
        amendment=replace(amendment, quote=cut(amendment.quote)) if amendment else None,
    )


def _others(view: View) -> View:
    return _fewer(view, OTHERS_LEFT)


def _no_others(view: View) -> View:
    return _fewer(view, 0)


def _fewer(view: View, left: int) -> View:
    dropped = sum(line.tasks for line in view.others[left:])
    return replace(view, others=view.others[:left], more=view.more + dropped)


def _values(view: View) -> View:
    if view.change is None:
        return view
    rows = tuple(
        replace(row, before=shorten(row.before, VALUE_LIMIT), after=shorten(row.after, VALUE_LIMIT))
        for row in view.change.rows
    )
    return replace(view, change=replace(view.change, rows=rows))


def _one_row(view: View) -> View:
    return replace(view, change=_first_row(view.change)) if view.change else view


def _first_row(change: ChangeView) -> ChangeView:
    return replace(change, rows=change.rows[:1], more=change.more + len(change.rows[1:]))


def _lead(view: View) -> View:
    if view.item is None:
        return view
    title = shorten(view.item.title, TITLE_LIMIT) if view.item.paper else view.item.title
    return replace(
        view, item=replace(view.item, lead=shorten(view.item.lead, LEAD_LIMIT), title=title)
    )


def _because(view: View) -> View:
    return replace(view, because=shorten(view.because, BECAUSE_LIMIT))


def _lists(view: View) -> Iterator[View]:
    """A list with a quarter less each time; the earliest deadlines stand first."""
    while (view.fill and view.fill.open) or (view.digest and view.digest.lines):
        view = replace(
            view,
            fill=_fewer_open(view.fill) if view.fill else None,
            digest=_fewer_lines(view.digest) if view.digest else None,
        )
        yield view


def _fewer_open(fill: FillView) -> FillView:
    left = len(fill.open) * 3 // 4
    return replace(fill, open=fill.open[:left], more=fill.more + len(fill.open) - left)


def _fewer_lines(digest: DigestView) -> DigestView:
    left = len(digest.lines) * 3 // 4
    return replace(digest, lines=digest.lines[:left], more=digest.more + len(digest.lines) - left)
