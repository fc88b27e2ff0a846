"""The commands as HTTP calls under `/admin/`: JSON in, JSON out; linked from no page."""

import base64
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from demo.controls import Controls
from demo.items import LOCAL, DemoError, Item
from demo.wire import Request, Response

PREFIX = "/admin/"
Body = dict[str, Any]
JSON = "application/json; charset=utf-8"


def respond(controls: Controls, request: Request) -> Response:
    """Carries out one command; 400 with `error` for what cannot be done, 404 for no command."""
    name = request.path.removeprefix(PREFIX)
    table: dict[str, Callable[[Controls, Body], Any]] = _READ if request.method == "GET" else _WRITE
    if name not in table:
        return _json(404, {"error": f"no command {name!r}; there are {', '.join(table)}"})
    try:
        body = json.loads(request.body or b"{}")
        if not isinstance(body, dict):
            raise DemoError("the body must be a JSON object")
        return _json(200, table[name](controls, body))
    except KeyError as error:
        return _json(400, {"error": f"missing: {error.args[0]}"})
    except (DemoError, ValueError, TypeError) as error:
        return _json(400, {"error": str(error)})


def item_as_json(controls: Controls, item: Item) -> Body:
    """What a caller needs to know of an item; `path` is relative to the portal."""
    return {
        "id": item.id,
        "path": item.path,
        "kind": item.kind,
        "section": item.section.slug,
        "title": item.title,
        "published": item.published.isoformat(),
        "deadline": item.deadline and item.deadline.isoformat(),
        "number": item.paper and item.paper.number,
        "withdrawn": item.withdrawn,
        "stuck": item.stuck,
        "attachments": [file.name for file in item.attachments],
    }


def _json(status: int, value: Any) -> Response:
    return Response(status, json.dumps(value, ensure_ascii=False).encode(), JSON)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


def _id(body: Body) -> int:
    return int(body["id"])


def _publish(controls: Controls, body: Body) -> Body:
    given = dict(body)
    if "published" in given:
        given["published"] = _moment(given["published"])
    if "deadline" in given:
        given["deadline"] = date.fromisoformat(given["deadline"])
    if "paragraphs" in given:
        given["paragraphs"] = tuple(given["paragraphs"])
    return item_as_json(controls, controls.publish(**given))


def _replace_attachment(controls: Controls, body: Body) -> Body:
    data = base64.b64decode(body["data_b64"]) if "data_b64" in body else None
    return item_as_json(controls, controls.replace_attachment(_id(body), data))


def _misbehave(controls: Controls, body: Body) -> list[Body]:
    controls.misbehave(**body)
    return _faults(controls, body)


def _behave(controls: Controls, body: Body) -> list[Body]:
    controls.behave()
    return _faults(controls, body)


def _clear(controls: Controls, body: Body) -> Body:
    controls.journal.clear()
    return {}


def _faults(controls: Controls, body: Body) -> list[Body]:
    return [asdict(fault) for fault in controls.faults]


def _stats(controls: Controls, body: Body) -> list[Body]:
    counted = sorted(controls.stats.items())
    return [{"path": path, "status": code, "count": count} for (path, code), count in counted]


def _log(controls: Controls, body: Body) -> list[Body]:
    return [asdict(visit) | {"at": visit.at.isoformat()} for visit in controls.journal.visits]


def _items(controls: Controls, body: Body) -> list[Body]:
    return [item_as_json(controls, item) for item in controls.items]


def _edit(change: Callable[[Controls, Body], Item]) -> Callable[[Controls, Body], Body]:
    return lambda controls, body: item_as_json(controls, change(controls, body))


_READ: dict[str, Callable[[Controls, Body], Any]] = {
    "items": _items,
    "stats": _stats,
    "log": _log,
    "faults": _faults,
}
_WRITE: dict[str, Callable[[Controls, Body], Any]] = {
    "publish": _publish,
    "back-date": _edit(
        lambda desk, body: desk.back_date(_moment(body["published"]), body.get("kind", "order"))
    ),
    "republish": _edit(lambda desk, body: desk.republish(_id(body), _moment(body["published"]))),
    "edit-typo": _edit(lambda desk, body: desk.edit_typo(_id(body))),
    "edit-title": _edit(lambda desk, body: desk.edit_title(_id(body), body["title"])),
    "edit-paragraph": _edit(
        lambda desk, body: desk.edit_paragraph(_id(body), body["text"], body.get("at", 0))
    ),
    "move-deadline": _edit(
        lambda desk, body: desk.move_deadline(_id(body), date.fromisoformat(body["deadline"]))
    ),
    "withdraw": _edit(lambda desk, body: desk.withdraw(_id(body))),
    "restore": _edit(lambda desk, body: desk.restore(_id(body))),
    "stick": _edit(lambda desk, body: desk.stick(_id(body), stuck=body.get("stuck", True))),
    "move": _edit(lambda desk, body: desk.move(_id(body), body["category"])),
    "relocate": _edit(
        lambda desk, body: desk.relocate(_id(body), body["address"], body.get("left", "nothing"))
    ),
    "replace-attachment": _replace_attachment,
    "misbehave": _misbehave,
    "behave": _behave,
    "clear": _clear,
}
