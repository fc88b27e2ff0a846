"""Views with everything in them, and with as little as an event may have: to try templates on."""

from dataclasses import replace

from alerts.views import (
    AmendmentView,
    ChangeView,
    DigestView,
    FillView,
    ItemView,
    OpenView,
    OthersView,
    OutageView,
    RowView,
    ServiceView,
    TaskView,
    View,
)

_URL = "https://example.gov.vn/1"
_ITEM = ItemView("x", "x", "x", "x", "x", "x", "x", "x")
_BARE_ITEM = ItemView("", "", "x", "", "")
_TASK = TaskView("x", "x", "x", "x", "x", "x", "x", "x", "x", "x")
_BARE_TASK = TaskView("", "", "", "x", "", "")
_OTHERS = (OthersView("x", 2), OthersView("x", 1))
_CHANGE = ChangeView((RowView("x", "x", ""), RowView("x", "", "x")), 2, "x", "x", True)
_BARE_CHANGE = ChangeView((), 0, "", "x", False)
_OPEN = (OpenView("x", _URL), OpenView("x", ""))
_OUTAGE = OutageView("x", "x", "x", "x", "x", "x", "x", "x", True, True, "x", "x", "x")
_BARE_OUTAGE = OutageView("", "x", "x", "", "")
_SERVICE = ServiceView("x", "x", "x", "x", 2, "x", "x", _OPEN, 1)
_BARE_SERVICE = ServiceView("x", "x", "x", "x", 0, "", "", ())
_BARE = View("x", "x", None, None, (), 0, None, None, None, "", "x", "0" * 16)
_WITH_ITEM = replace(
    _BARE, item=_ITEM, task=_TASK, others=_OTHERS, more=3, address=_URL, own_address=_URL,
    supplement="x",
)  # fmt: skip
_BARE_OF_ITEM = replace(_BARE, item=_BARE_ITEM)

_KINDS = {
    "directive": ("directive.new", "deadline.near", "deadline.overdue"),
    "document": ("document.revoked", "document.replaced", "document.corrected"),
    "change": ("directive.changed", "article.changed"),
    "article": ("article.new",),
    "presence": ("article.suspected", "article.withdrawn", "article.restored"),
    "fill": ("source.filled",),
    "digest": ("digest",),
    "notice": ("source.blind", "source.back", "service.back"),
}


def specimens(layout: str) -> tuple[View, ...]:
    """What a template of `layout` has to cope with, for every event that it words."""
    return tuple(replace(view, kind=kind) for kind in _KINDS[layout] for view in _views(layout))


def _views(layout: str) -> tuple[View, ...]:
    if layout == "fill":
        full, bare = FillView("x", 2, 1, _OPEN, 1), FillView("x", 0, 0, ())
        return replace(_BARE, fill=full, address=_URL), replace(_BARE, fill=bare)
    if layout == "digest":
        full_digest, bare_digest = DigestView(_OPEN, "x", "x", "x", 1), DigestView((), "x", "x")
        return replace(_BARE, digest=full_digest), replace(_BARE, digest=bare_digest)
    if layout == "notice":
        outages = (
            replace(_BARE, outage=_OUTAGE, address=_URL),
            replace(_BARE, outage=_BARE_OUTAGE),
        )
        services = (replace(_BARE, service=_SERVICE), replace(_BARE, service=_BARE_SERVICE))
        return *outages, *services, _BARE
    amended = replace(_WITH_ITEM, amendment=AmendmentView("x", "x", _URL))
    bare_task = replace(_BARE_OF_ITEM, task=_BARE_TASK)
    if layout == "change":
        return (
            replace(_WITH_ITEM, change=_CHANGE),
            replace(bare_task, change=_BARE_CHANGE),
            replace(_BARE_OF_ITEM, change=_BARE_CHANGE),
        )
    return amended, _WITH_ITEM, bare_task, _BARE_OF_ITEM
