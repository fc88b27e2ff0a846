"""The user's own templates: what is refused before they are used, and what happens when one fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.forms import Form, Shape
from alerts.layouts import LAYOUTS, TEMPLATES, Layouts
from alerts.messages import Style, compose
from alerts.model import Alert, EventKind, Message
from alerts.own_templates import EXPECTED_NAMES, LARGEST, flaws
from alerts.specimens import specimens
from directives.model import Extraction
from tests.alerts import samples
from tests.alerts.facts import alerts
from tests.alerts.samples import alert, event, item

NAME = "directive.vi.j2"
NEW = alert(event(EventKind.DIRECTIVE_NEW, item()))
MARK = f"#{samples.DELIVERY}"


def told(template: str, what: Alert = NEW, form: Form = Form.PLAIN, room: int = 9_000) -> Message:
    return compose(
        what,
        delivery_id=samples.DELIVERY,
        language="vi",
        now=samples.NOW,
        timezone=samples.HANOI,
        shape=Shape(form, room, 0),
        style=Style(layouts=Layouts({NAME: template})),
    )


def test_ours_could_be_the_users_own() -> None:
    ours = {name: (TEMPLATES / name).read_text("utf-8") for name in EXPECTED_NAMES}
    assert flaws(ours) == ()


@pytest.mark.parametrize(
    ("template", "line", "problem"),
    [
        ("a\n{{ view.itme.title }}", 2, 'View has no "itme"'),
        ("{{ view.item.titel }}", 1, 'ItemView has no "titel"'),
        ("\n\n{{ item }}", 3, 'there is no variable "item"'),
        ("x\n{% for a in view.others %}x", 2, "Unexpected end of template"),
        ("{{ view.item.title | center(9999) }}", 1, "No filter named 'center'"),
        ("{{ view.item.title | attr('x') }}", 1, "No filter named 'attr'"),
        ("{% if view.task %}\n{% for o in view.others %}{{ o.nope }}{% endfor %}{% endif %}", 2, "nope"),
        ("\n{{ view.task.deadline }}", 2, "'None' has no attribute 'deadline'"),
        ("{{ 'x' * 10**9 }}", 1, "is not for templates"),
        ("{{ '%999999999d' % 1 }}", 1, "is not for templates"),
        ("{{ view.item.title.join('xy') }}", 1, ""),
        ("{{ view.__class__ }}", 1, 'View has no "__class__"'),
        ("{{ view['__class__'].__mro__ }}", 1, ""),
        ("{{ heading.__init__.__globals__ }}", 1, ""),
        ("{{ range(9) }}", 1, 'there is no variable "range"'),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, ""),
        ("{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}", 1, "too many steps"),
        ("{% include 'directive.vi.j2' %}", 1, ""),
        ("{% import '../messages.py' as m %}", 1, ""),
        ("{% for a in 'x' %}{% for b in 'y' %}{% for c in 'z' %}{% endfor %}{% endfor %}{% endfor %}", 1, "loops"),
        ("{% for a in view.others %}{% for b in view.others %}" + "x" * 30_000 + "{% endfor %}{% endfor %}", 0, "too long"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(template: str, line: int, problem: str) -> None:
    found = flaws({NAME: template})
    assert found
    assert (found[0].name, found[0].line) == (NAME, line)
    assert problem in found[0].problem
    assert found[0].expected


def test_a_file_that_no_message_uses_or_that_is_too_large_is_refused() -> None:
    found = flaws({"directives.vi.j2": "x", "fill.vi.j2": "x" * (LARGEST + 1)})
    assert [(flaw.name, flaw.line) for flaw in found] == [
        ("directives.vi.j2", 0),
        ("fill.vi.j2", 0),
    ]
    assert NAME in found[0].expected


def test_every_flaw_of_every_file_is_told_at_once() -> None:
    found = flaws({NAME: "{{ a }}{{ b }}", "change.en.j2": "{{ view.x }}"})
    assert len(found) == 3


def test_ones_own_words_stand_in_the_message_and_ours_close_it() -> None:
    message = told(
        '{% import "parts.vi.j2" as parts %}\nXIN LƯU Ý\n{{ parts.task(view) }}{{ parts.close(view) }}'
    )
    assert message.body.startswith("XIN LƯU Ý\nHẠN: trước 10/02/2026")
    assert message.body.endswith(MARK)
    assert message.body.count(MARK) == 1
    assert message.flaw == ""


@pytest.mark.parametrize("form", Form)
def test_a_template_that_forgets_the_id_gets_it(form: Form) -> None:
    assert told("{{ view.item.title }}", form=form).body.count(MARK) == 1
    assert told("", form=form).body.count(MARK) == 1


def test_markup_of_a_template_is_words_in_every_form() -> None:
    template = "<script>alert(1)</script> **x** {{ view.item.title | strong }}"
    page = told(template, form=Form.MAIL).body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **x** <b>" in page
    assert "\\*\\*x\\*\\* **Đẩy" in told(template, form=Form.MARKDOWN).body


def test_a_template_that_fails_on_a_real_alert_gives_way_to_ours() -> None:
    speech = alert(event(EventKind.DIRECTIVE_NEW, item(extraction=Extraction())))
    message = told("{{ view.task.deadline }}", speech)
    assert message.flaw == f"{NAME}: UndefinedError"
    assert message.body.startswith("Chưa đọc ra nhiệm vụ cụ thể")
    assert message.body.endswith(MARK)


@settings(max_examples=40, deadline=None)
@given(what=alerts(), room=st.integers(100, 3_000))
def test_no_alert_is_lost_by_a_template(what: Alert, room: int) -> None:
    message = told("{{ heading }} {{ view.task.who }}: {{ view.item.title }}", what, room=room)
    assert len(message.body) <= room
    assert message.body.endswith(MARK)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_templates_are_tried_on_full_and_on_bare_facts(layout: str) -> None:
    views = specimens(layout)
    assert len({view.kind for view in views}) >= 1
    assert len(views) >= 2 * len({view.kind for view in views}) or layout == "article"
