"""Everything is closed but two signs of life, whoever asks and however."""

import pytest
from starlette.requests import HTTPConnection

from tests.web.house import PASSWORD, STATUS, House, basic, pages
from web.app import OPEN, routes
from web.gate import is_this_machine

STATUS_PATH = "/api/v1/status"
PATHS = [route.path for route in routes(pages())]
OF_PROXIES = {
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Host": "chidao.example",
    "Forwarded": "for=192.0.2.7",
    "X-Real-IP": "192.0.2.7",
    "Via": "1.1 proxy",
}


def test_the_open_routes_are_routes() -> None:
    assert set(PATHS) >= OPEN
    assert set(PATHS) - OPEN


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_no_route_but_the_signs_of_life_answers_without_the_password(
    closed: House, path: str, method: str
) -> None:
    answer = closed.ask(path, method)
    if path in OPEN:
        assert answer.code == (200 if method in {"GET", "HEAD"} else 405)
    else:
        assert answer.code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")
        assert STATUS not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/nothing", "//healthz", "/healthz/", "/healthz/../api/v1/status", "/HEALTHZ"),
        *("/healthz%2f..%2fapi%2fv1%2fstatus", "/%68ealthz/x", "/healthz;x", "/readyz%00"),
        *("/api/v1/status?x=/healthz", "/api/v1/status/healthz", "/api/v1/status#/healthz"),
        *("http://localhost/api/v1/status", "*"),
    ],
)
def test_a_path_that_only_looks_open_is_closed(closed: House, path: str) -> None:
    assert closed.ask(path).code == 401


@pytest.mark.parametrize("path", ["/healthz?x=1", "/%68ealthz"])
def test_an_open_path_is_the_same_however_it_is_written(closed: House, path: str) -> None:
    assert closed.ask(path).text == "ok\n"


@pytest.mark.parametrize(
    "headers",
    [
        basic(PASSWORD),
        basic(PASSWORD, user=""),
        basic(PASSWORD, user="ai đó"),
        {"Authorization": basic(PASSWORD)["Authorization"].replace("Basic", "bAsIc")},
        {"Authorization": b"Bearer " + PASSWORD.encode()},
    ],
)
def test_the_password_opens_under_any_user_name(closed: House, headers: dict[str, str]) -> None:
    answer = closed.ask(STATUS_PATH, headers=headers)
    assert (answer.code, answer.text) == (200, STATUS)


@pytest.mark.parametrize(
    "given",
    [
        *("", "Basic", "Basic ", "Basic !!!", "Basic YQ==", "Basic 4", "Digest x", "Basic \x80"),
        *("Negotiate x", PASSWORD.encode(), "Basic " + "QUFB" * 1000, "Bearer"),
    ],
)
def test_what_is_no_password_is_asked_for_one(closed: House, given: str) -> None:
    value = given.encode("latin-1") if isinstance(given, str) else given
    answer = closed.ask(STATUS_PATH, headers={"Authorization": value})  # type: ignore[dict-item]
    assert answer.code == 401


def test_marks_written_in_another_form_are_the_same_password(closed: House) -> None:
    decomposed = "ma\u0323\u0302t kh\u00e2\u0309u: 4711"
    assert decomposed != PASSWORD
    assert closed.ask(STATUS_PATH, headers=basic(decomposed)).code == 200


def test_behind_the_password_paths_are_found_or_not(closed: House) -> None:
    headers = basic(PASSWORD)
    assert closed.ask("/nothing", headers=headers).code == 404
    assert closed.ask("/healthz/", headers=headers).code == 404
    refused = closed.ask(STATUS_PATH, "POST", headers)
    assert (refused.code, set(refused.headers["Allow"].split(", "))) == (405, {"GET", "HEAD"})
    head = closed.ask(STATUS_PATH, "HEAD", headers)
    assert (head.code, head.text) == (200, "")
    assert head.headers["Content-Length"] == str(len(STATUS))


def test_with_a_password_the_name_of_the_host_does_not_matter(closed: House) -> None:
    assert closed.ask(STATUS_PATH, headers=basic(PASSWORD), host="chidao.example").code == 200
    assert closed.ask(STATUS_PATH, host="localhost").code == 401


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.8.8.8:1", "[::1]", "[::1]:8765"]
)
def test_without_a_password_this_machine_may_look(local: House, host: str) -> None:
    assert local.ask(STATUS_PATH, host=host).text == STATUS


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost.evil.example"),
        *("localhost@evil.example", "evil.example/localhost", "[::1]evil.example", "[::1", "::1"),
        *("127.0.0.1:80@evil.example", "localhost:evil", "192.0.2.7", "[2001:db8::1]", "0.0.0.0:1"),
        *("[::]", "127.0.0.1, evil.example", " "),
    ],
)
def test_a_page_that_rebinds_its_name_to_this_machine_sees_nothing(local: House, host: str) -> None:
    for path in sorted(set(PATHS) - OPEN):
        answer = local.ask(path, host=host)
        assert answer.code in {400, 403}
        assert STATUS not in answer.text


@pytest.mark.parametrize("name", OF_PROXIES)
def test_what_comes_through_a_proxy_needs_a_password(local: House, name: str) -> None:
    answer = local.ask(STATUS_PATH, headers={name: OF_PROXIES[name]})
    assert answer.code == 403
    assert "password_file" in answer.text


def test_an_unknown_path_is_not_found_for_this_machine_and_closed_for_others(local: House) -> None:
    assert local.ask("/nothing").code == 404
    assert local.ask("/nothing", host="evil.example").code == 403


def connection(client: tuple[str, int] | None, *hosts: str) -> HTTPConnection:
    headers = [(b"host", host.encode()) for host in hosts]
    return HTTPConnection({"type": "http", "client": client, "headers": headers})


def test_a_request_from_elsewhere_is_not_from_this_machine_whatever_it_names() -> None:
    assert is_this_machine(connection(("127.0.0.1", 1), "localhost"))
    assert is_this_machine(connection(("::1", 1), "[::1]:8765"))
    assert is_this_machine(connection(("::ffff:127.0.0.1", 1), "localhost"))
    for client in (("192.0.2.7", 1), ("::ffff:192.0.2.7", 1), ("", 0), ("localhost.x", 1), None):
        assert not is_this_machine(connection(client, "localhost"))


def test_a_request_that_names_no_host_or_two_is_not_for_this_machine() -> None:
    assert not is_this_machine(connection(("127.0.0.1", 1)))
    assert not is_this_machine(connection(("127.0.0.1", 1), "localhost", "evil.example"))
