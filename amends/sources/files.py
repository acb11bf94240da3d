"""Bytes from disk, safely: plain, gzip or zip; bounded in size; every refusal says why."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import os
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from amends.sources.extract import SourceError, SourceFile

LARGEST = 1 << 30
"""Bytes that one file may hold, unpacked: readers of whole documents keep it in memory."""

MOST_UNPACKED = 200
"""How many times its own size a packed file may hold; case data packs about tenfold."""

_STEP = 1 << 20
_SMALL = 1 << 24
"""Bytes up to which any packing is let pass: a small file of blanks is no attack."""


def read_file(path: Path) -> SourceFile:
    """The bytes of a source file, unpacked if it is gzip or a zip of one file.

    Raises SourceError when it is missing, not a file, not readable, too large, or packed badly.
    """
    try:
        # Not to wait for a writer: opening a pipe would, before it can be seen to be one.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with open(handle, "rb") as stream:  # noqa: PTH123 - a handle is no path
            status = os.fstat(handle)
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(status.st_mode):
                raise SourceError(
                    f"{path}: this is a pipe or a device, not a file; save what it gives as a file"
                )
            content, name = _unpacked(path, stream, status.st_size)
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: this is a folder; name the files in it, or a release") from None
    except PermissionError:
        raise SourceError(
            f"{path}: you may not read this file; ask its owner, or copy it to where you may"
        ) from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        raise SourceError(f"{path}: cannot be read ({what}); check the path and disk") from error
    return SourceFile(path, name, content, hashlib.sha256(content).hexdigest())


def _unpacked(path: Path, stream: IO[bytes], size: int) -> tuple[bytes, str]:
    """The bytes and the name of what is in a file that holds `size` bytes."""
    start = stream.read(4)
    stream.seek(0)
    if size > LARGEST:
        raise SourceError(_too_large(path, f"{size:,} bytes"))
    largest = min(LARGEST, max(size * MOST_UNPACKED, _SMALL))
    if start[:2] == b"\x1f\x8b":
        content, name = _gunzipped(path, stream, largest), path.name.removesuffix(".gz")
    elif start == b"PK\x03\x04":
        content, name = _unzipped(path, stream, largest)
    else:
        return _bounded(path, stream, LARGEST), path.name
    if content[:2] == b"\x1f\x8b" or content[:4] == b"PK\x03\x04":
        raise SourceError(f"{path}: packed twice; unpack it once and name what was in it")
    return content, name


def _bounded(path: Path, stream: IO[bytes] | gzip.GzipFile, largest: int) -> bytes:
    """At most `largest` bytes; one more and the file is refused before memory is."""
    parts = bytearray()
    while part := stream.read(_STEP):
        parts += part
        if len(parts) > largest:
            raise SourceError(_too_large(path, f"more than {largest:,} bytes, unpacked,"))
    return bytes(parts)


def _gunzipped(path: Path, stream: IO[bytes], largest: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=stream) as unpacked:
            return _bounded(path, unpacked, largest)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(
            f"{path}: this gzip file is broken or cut short ({error}); fetch it again"
        ) from error


def _unzipped(path: Path, stream: IO[bytes], largest: int) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) != 1:
                raise SourceError(
                    f"{path}: this zip file holds {len(members)} files, one was expected; unpack "
                    "it and name the files to read"
                )
            with archive.open(members[0]) as unpacked:
                content = _bounded(path, unpacked, largest)
            return content, PurePosixPath(members[0].filename).name
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        ValueError,
        struct.error,
    ) as error:
        raise SourceError(
            f"{path}: this zip file is broken, encrypted or cut short ({error}); fetch it again"
        ) from error


def _too_large(path: Path, stated: str) -> str:
    return (
        f"{path}: {stated} where one file may hold {LARGEST:,}, and a packed one "
        f"{MOST_UNPACKED} times its own size; split it, by case, into several"
    )
