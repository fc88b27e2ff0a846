"""The file of a backup: JSON lines in a zstd frame, sealed by the hash of all its bytes."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol

import zstandard

#: A frame that every zstd skips: so the whole file stays one that `zstdcat` can read.
_SEAL_HEAD = (0x184D2A5E).to_bytes(4, "little") + (64).to_bytes(4, "little")
SEAL_LENGTH = len(_SEAL_HEAD) + 64  # and a SHA-256 in hex
LEVEL = 3  # blobs are packed already; more effort gains a hundredth and costs twice the time
WINDOW_LOG_MAX = 27  # the decoder's window: 128 MiB, more than level 3 ever asks for
CHUNK = 1024 * 1024
#: A blob of 128 MiB, the largest the store keeps, in base64; and room for what stands beside it.
LONGEST_LINE = 192 * 1024 * 1024
#: Rows of numbers, times and packed bytes never shrink to so little; a bomb does.
MOST_RATIO = 1000
ALWAYS_ALLOWED = 64 * 1024 * 1024  # bytes, however small the file


class DamagedBackupError(Exception):
    """A file is no whole backup; the text says what was found."""


class _Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...


class _Hashed:
    """Writes through and hashes what it wrote."""

    def __init__(self, file: _Sink) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


class SealedWriter:
    """Writes lines; a file that was not sealed at the end is no backup."""

    def __init__(self, file: _Sink) -> None:
        self._file = file
        self._hashed = _Hashed(file)
        packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
        self._packed = packer.stream_writer(self._hashed, closefd=False)  # type: ignore[arg-type]

    def write(self, line: bytes) -> None:
        """Write a line; ValueError for one that could not be read again."""
        if len(line) > LONGEST_LINE:
            raise ValueError(f"a row of {len(line)} bytes is longer than a backup can hold")
        self._packed.write(line)

    def seal(self) -> None:
        """End the file: nothing can be added, taken or changed without being seen."""
        self._packed.close()  # type: ignore[no-untyped-call]
        self._file.write(_SEAL_HEAD + self._hashed.digest.hexdigest().encode())


class _Part:
    """The bytes of a file before its seal."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file = file
        self._left = length

    def read(self, size: int = -1) -> bytes:
        size = self._left if size < 0 else min(size, self._left)
        data = self._file.read(size)
        self._left -= len(data)
        return data


@contextmanager
def sealed_lines(file: BinaryIO) -> Iterator[Iterator[bytes]]:
    """The lines of a backup, once its seal was found whole; DamagedBackupError otherwise."""
    length = _checked_length(file)
    file.seek(0)
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << WINDOW_LOG_MAX)
    with unpacker.stream_reader(
        _Part(file, length),  # type: ignore[arg-type] # it reads; nothing else is asked of it
        read_across_frames=True,
        closefd=False,
    ) as reader:
        yield _lines(io.BufferedReader(reader, CHUNK), MOST_RATIO * length + ALWAYS_ALLOWED)


def _checked_length(file: BinaryIO) -> int:
    length = file.seek(0, os.SEEK_END) - SEAL_LENGTH
    if length <= 0:
        raise DamagedBackupError("it is too short for a backup")
    file.seek(0)
    digest, part = hashlib.sha256(), _Part(file, length)
    while chunk := part.read(CHUNK):
        digest.update(chunk)
    if file.read() != _SEAL_HEAD + digest.hexdigest().encode():
        raise DamagedBackupError("its bytes are not those that were sealed at its end")
    return length


def _lines(reader: io.BufferedReader, most: int) -> Iterator[bytes]:
    seen = 0
    try:
        while line := reader.readline(LONGEST_LINE + 1):
            seen += len(line)
            if len(line) > LONGEST_LINE or seen > most:
                raise DamagedBackupError("it unpacks to more than a backup of its size can hold")
            if not line.endswith(b"\n"):
                raise DamagedBackupError("its last line is cut off")
            yield line
    except zstandard.ZstdError as error:
        raise DamagedBackupError(f"it can not be unpacked: {error}") from error
