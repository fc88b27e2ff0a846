"""Whom a written name means among many watched bodies: looked up, not compared one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from directives.agencies import area_key, canonical, successor
from directives.bodies import Body, read_body
from directives.normal import key, nfc
from directives.receivers import classes_of, is_group, members_of, names_several, parts

_PARTS_KEPT = 16_384  # written receivers come again and again; each takes about 1 kB

_Identity = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Name:
    """One name read: what identifies its body, and the groups it belongs to or names."""

    flat: str
    canonical: str
    identity: _Identity | None
    area: str
    classes: frozenset[str]
    members: frozenset[str]


class Bodies:
    """Watched bodies, ready for many questions; agrees with `receivers.receives`."""

    def __init__(self, watched: Iterable[str]) -> None:
        self._by_identity: dict[_Identity, list[tuple[str, str]]] = {}
        self._read: dict[str, list[str]] = {}
        self._unread: list[tuple[str, str]] = []
        self._by_class: dict[str, list[str]] = {}
        self._groups: list[tuple[str, frozenset[str]]] = []
        for name in dict.fromkeys(watched):
            if key(name):
                self._add(name)

    def _add(self, name: str) -> None:
        read = _read(name)
        if read.identity is None:
            self._unread.append((read.canonical, name))
            if is_group(name):
                self._groups.append((name, members_of(read.flat)))
            return
        self._by_identity.setdefault(read.identity, []).append((read.area, name))
        self._read.setdefault(read.canonical, []).append(name)
        for group in read.classes:
            self._by_class.setdefault(group, []).append(name)

    def reached(self, written: str) -> Mapping[str, bool]:
        """The watched names that `written` means, each with whether it is named (else: its group)."""
        found: dict[str, bool] = {}
        for part in _parts_of(written):
            for name in self._named(part):
                found[name] = True
            for name in self._grouped(part):
                found.setdefault(name, False)
        return found

    def _named(self, part: _Name) -> Iterable[str]:
        for canonical_key, name in self._unread:
            if canonical_key in part.flat or canonical_key == part.canonical:
                yield name
        if part.identity is None:
            yield from self._read.get(part.canonical, ())
            return
        for area, name in self._by_identity.get(part.identity, ()):
            if not area or not part.area or area == part.area:
                yield name

    def _grouped(self, part: _Name) -> Iterable[str]:
        for group in part.members:
            yield from self._by_class.get(group, ())
        mine = part.members if part.identity is None else part.classes
        for name, members in self._groups:
            if mine & members:
                yield name


@lru_cache(maxsize=_PARTS_KEPT)
def _parts_of(written: str) -> tuple[_Name, ...]:
    text = nfc(" ".join(written.split()))
    return tuple(_read(part) for part in parts(text)) if key(text) else ()


def _read(name: str) -> _Name:
    flat, body = key(name), read_body(name)
    members = members_of(flat) if names_several(name) else frozenset[str]()
    standard = key(canonical(name))
    if body is None:
        return _Name(flat, standard, None, "", frozenset(), members)
    return _Name(flat, standard, *_identified(body), classes_of(body), members)


def _identified(body: Body) -> tuple[_Identity, str]:
    now = successor(body)
    return (now.kind, now.level, now.topic), area_key(now.place) if now.place else ""
