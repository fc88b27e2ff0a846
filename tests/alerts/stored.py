"""An alert as it lies in the store and comes out again."""

from alerts.model import Alert
from storage import forms


def dump(alert: Alert) -> str:
    """The alert as stored text."""
    return forms.dump(alert)


def load(text: str) -> Alert:
    """The alert from stored text."""
    return forms.load(Alert, text)
