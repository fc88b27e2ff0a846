"""Every event in both languages and every form as an official reads it, kept as files beside this one."""

from pathlib import Path

import pytest

from alerts.digests import compose_digest
from alerts.forms import Form, Shape
from alerts.messages import Style, compose
from alerts.model import EventKind, Language, Message
from tests.alerts import samples
from tests.alerts import test_golden_outages as outages
from tests.alerts.cases import CASES, DIGESTS

MESSAGES = Path(__file__).parent / "messages"
#: The form of a file is told by how its name ends; one case an event is kept in all of them.
ENDINGS = {
    "mail.html": Shape(Form.MAIL),
    "chat.html": Shape(Form.HTML, 4096, 0),
    "md": Shape(Form.MARKDOWN, 2000, 0),
    "short.txt": Shape(Form.SHORT, 480, 0),
}
OF_OURS = Style("https://chidao.example.gov.vn")


def told(case: str, language: Language, shape: Shape, style: Style) -> Message:
    facts = {"language": language, "now": samples.NOW, "timezone": samples.HANOI}
    if case in DIGESTS:
        return compose_digest(
            DIGESTS[case],
            delivery_id=samples.DELIVERY,
            shape=shape,
            style=style,
            **facts,  # type: ignore[arg-type]
        )
    return compose(
        CASES[case],
        delivery_id=samples.DELIVERY,
        shape=shape,
        style=style,
        **facts,  # type: ignore[arg-type]
    )


def assert_kept(name: str, text: str) -> None:
    path = MESSAGES / name
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was written: read it as the one who gets it, then keep it")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("case", [*CASES, *DIGESTS])
def test_a_message_reads_as_the_one_that_a_person_has_read(case: str, language: Language) -> None:
    message = told(case, language, Shape(), Style())
    assert_kept(f"{case}.{language}.txt", f"{message.title}\n\n{message.body}\n")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("case", [*(kind.value for kind in EventKind), "digest"])
def test_each_form_of_each_event_is_one_that_a_person_has_read(case: str, ending: str) -> None:
    chosen = next(name for name in (*CASES, *DIGESTS) if name in (case, f"{case}-deadline"))
    message = told(chosen, "vi", ENDINGS[ending], OF_OURS)
    first = f"{message.title}\n\n" if message.title and not ending.endswith("html") else ""
    assert_kept(f"{case}.vi.{ending}", f"{first}{message.body.rstrip()}\n")


def test_every_event_has_a_message_that_was_read() -> None:
    assert {kind.value for kind in EventKind} == {case.partition("-")[0] for case in CASES}


def test_no_message_is_kept_that_nothing_tells_any_more() -> None:
    cases = (*CASES, *DIGESTS, *outages.CASES)
    plain = {f"{case}.{lang}.txt" for case in cases for lang in ("vi", "en")}
    kinds = (*(kind.value for kind in EventKind), "digest")
    assert {path.name for path in MESSAGES.iterdir()} == plain | {
        f"{kind}.vi.{ending}" for kind in kinds for ending in ENDINGS
    }
