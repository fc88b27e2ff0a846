"""Bytes by their hash, compressed with zstd against a former blob where there is one."""

from dataclasses import dataclass

import sqlalchemy as sa
import zstandard

from storage.chain import sha256_hex
from storage.dialect import insert
from storage.session import Connection
from storage.tables import blobs

LEVEL = 9  # measured: a 1 % edit costs about 100 bytes against its base, 5,000 without
KEY_FRAME_EVERY = 16  # so many blobs lean on each other at most, then one stands alone
WINDOW_LOG_MAX = 27  # the decoder's window (128 MiB) covers the largest file we keep


class BlobError(Exception):
    """Bytes that can not be given back: not kept, or damaged; the text says which."""


def put(connection: Connection, data: bytes, *, base: str | None = None) -> str:
    """Keep bytes once; `base` is the hash of a blob they resemble. Returns their SHA-256 in hex."""
    digest = sha256_hex(data)
    if connection.scalar(sa.select(blobs.c.sha256).where(blobs.c.sha256 == digest)) is not None:
        return digest
    leaning = _base(connection, base)
    row = insert(connection, blobs).values(
        sha256=digest,
        size=len(data),
        base=base if leaning else None,
        depth=leaning.depth + 1 if leaning else 0,
        data=_compressor(leaning.data if leaning else None).compress(data),
    )
    # Another process may keep the same bytes at this moment.
    connection.execute(row.on_conflict_do_nothing())
    return digest


def get(connection: Connection, digest: str) -> bytes:
    """The bytes with this hash; BlobError when they are not kept or damaged."""
    chain = _chain(connection, digest)
    data: bytes | None = None
    for row in reversed(chain):
        data = _unpack(row, data)
    if data is None or sha256_hex(data) != digest:
        raise BlobError(f"the bytes {digest} are damaged: they have another hash")
    if len(data) != chain[0].size:
        raise BlobError(f"the bytes {digest} are damaged: they have another size")
    return data


def _chain(connection: Connection, digest: str) -> list[sa.Row[tuple[object, ...]]]:
    """The rows that make up a blob, itself first, a whole one last."""
    chain: list[sa.Row[tuple[object, ...]]] = []
    wanted: str | None = digest
    while wanted is not None:
        row = connection.execute(sa.select(blobs).where(blobs.c.sha256 == wanted)).one_or_none()
        if row is None:
            raise BlobError(f"the bytes {wanted} are not kept")
        if any(row.sha256 == earlier.sha256 for earlier in chain):
            raise BlobError(f"the bytes {digest} are damaged: they lean on themselves")
        chain.append(row)
        wanted = row.base
    return chain


def _unpack(row: sa.Row[tuple[object, ...]], base: bytes | None) -> bytes:
    value = row._mapping
    try:
        return _decompressor(base).decompress(value["data"], max_output_size=value["size"])
    except (zstandard.ZstdError, MemoryError, TypeError, OverflowError) as error:
        raise BlobError(f"the bytes {value['sha256']} can not be unpacked") from error


@dataclass(frozen=True, slots=True)
class _Base:
    """A blob that another can lean on."""

    depth: int
    data: bytes


def _base(connection: Connection, digest: str | None) -> _Base | None:
    if digest is None:
        return None
    depth = connection.scalar(sa.select(blobs.c.depth).where(blobs.c.sha256 == digest))
    if depth is None or depth + 1 >= KEY_FRAME_EVERY:
        return None
    try:
        return _Base(depth, get(connection, digest))
    except BlobError:
        return None  # what was damaged before must not keep what comes now from being kept


def _compressor(base: bytes | None) -> zstandard.ZstdCompressor:
    # A fresh one each time: shared between threads it crashes the process.
    if base is None:
        return zstandard.ZstdCompressor(level=LEVEL)
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=_raw(base))


def _decompressor(base: bytes | None) -> zstandard.ZstdDecompressor:
    window = 1 << WINDOW_LOG_MAX
    if base is None:
        return zstandard.ZstdDecompressor(max_window_size=window)
    return zstandard.ZstdDecompressor(dict_data=_raw(base), max_window_size=window)


def _raw(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
