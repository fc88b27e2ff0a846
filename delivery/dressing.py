"""A message that was not worded for its channel, brought into the channel's form and length."""

from dataclasses import replace

from alerts.forms import Form, Shape, written
from alerts.model import Message
from alerts.plain import fit, harmless

_PLAIN = (Form.PLAIN, Form.SHORT)


def dressed(message: Message, shape: Shape) -> Message:
    """`message` in the form of `shape`; whole lines go, never the last, which ends with the id."""
    title = harmless(message.title, shape.title) if shape.title else ""
    if message.form is shape.form and shape.holds(message.body):
        return replace(message, title=title)
    words = message.text or message.body
    body = written(words, shape.form, title=title)
    room = min(shape.body, len(words))
    while room > 1 and not shape.holds(body):
        room = room * 9 // 10  # what is escaped grows: a tenth less each time
        body = written(fit(words, room), shape.form, title=title)
    text = words if shape.form not in _PLAIN else ""
    return replace(message, title=title, body=body, form=shape.form, text=text)
