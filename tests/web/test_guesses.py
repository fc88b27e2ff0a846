"""A password can not be guessed at the speed of a machine."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tests.web.house import PASSWORD, basic, locked
from web.guesses import MOST_GUESSERS, REFILL_S, TRIES, Guesses

STATUS_PATH = "/api/v1/status"


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_after_some_wrong_passwords_even_the_right_one_has_to_wait() -> None:
    clock = Clock()
    with locked(Guesses(clock)) as house:
        for number in range(TRIES):
            assert house.ask(STATUS_PATH, headers=basic(f"wrong {number}")).code == 401
        early = house.ask(STATUS_PATH, headers=basic(PASSWORD))
        assert early.code == 429
        assert 1 <= int(early.headers["Retry-After"]) <= REFILL_S + 1
        assert house.ask("/healthz").code == 200
        clock.now += int(early.headers["Retry-After"])
        assert house.ask(STATUS_PATH, headers=basic(PASSWORD)).code == 200


def test_right_passwords_and_none_at_all_are_no_guesses() -> None:
    with locked(Guesses(Clock())) as house:
        for _ in range(TRIES + 1):
            assert house.ask(STATUS_PATH).code == 401
            assert house.ask(STATUS_PATH, headers=basic(PASSWORD)).code == 200


def test_one_guesser_does_not_shut_out_the_others() -> None:
    guesses = Guesses(Clock())
    for _ in range(TRIES):
        guesses.was_wrong("192.0.2.7")
    assert guesses.wait_s("192.0.2.7") > 0
    assert guesses.wait_s("192.0.2.8") == 0


def test_all_addresses_of_one_network_are_one_guesser() -> None:
    guesses = Guesses(Clock())
    for number in range(TRIES):
        guesses.was_wrong(f"2001:db8::{number:x}")
    assert guesses.wait_s("2001:db8::ffff") > 0
    assert guesses.wait_s("2001:db8:0:1::1") == 0


def test_the_mapped_form_of_an_address_is_no_network_of_all() -> None:
    guesses = Guesses(Clock())
    for _ in range(TRIES):
        guesses.was_wrong("::ffff:192.0.2.7")
    assert guesses.wait_s("::ffff:192.0.2.8") == 0


def test_guessers_without_end_are_not_remembered_without_end() -> None:
    guesses = Guesses(Clock())
    for number in range(MOST_GUESSERS + 50):
        guesses.was_wrong(f"host {number}")
    assert len(guesses._free_again) == MOST_GUESSERS


@given(st.lists(st.tuples(st.floats(0, 30), st.booleans()), max_size=80))
def test_never_more_wrong_passwords_than_the_bucket_and_its_refill(
    steps: list[tuple[float, bool]],
) -> None:
    clock = Clock(0.0)
    guesses = Guesses(clock)
    tried = 0
    for pause, guesser_waits in steps:
        clock.now += pause
        if wait_s := guesses.wait_s("192.0.2.7"):
            if not guesser_waits:
                continue
            clock.now += wait_s
            assert guesses.wait_s("192.0.2.7") == 0
        guesses.was_wrong("192.0.2.7")
        tried += 1
        assert tried <= TRIES + clock.now / REFILL_S
