"""An alert as text for the outbox: what was decided then is what is told later."""

import json
from functools import cache

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from alerts.model import Alert


class UnreadableAlertError(ValueError):
    """A stored alert does not have the form that this version writes."""


def dump(alert: Alert) -> str:
    """`alert` as one line of JSON; lone surrogates, which no store takes, become "?"."""
    try:
        return _adapter().dump_json(alert).decode()
    except PydanticSerializationError:
        plain = _adapter().dump_python(alert, mode="json")
        return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace").decode()


def load(text: str) -> Alert:
    """The alert that `dump` wrote; raises UnreadableAlertError for anything else."""
    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        raise UnreadableAlertError(
            f"{error.error_count()} parts of a stored alert differ"
        ) from None


@cache
def _adapter() -> TypeAdapter[Alert]:
    """Built once: it walks through every type of an alert."""
    return TypeAdapter(Alert)
