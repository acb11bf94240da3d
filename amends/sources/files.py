"""Bytes from disk, safely: plain, gzip or zip; bounded in size; every refusal says why."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
import zlib
from pathlib import Path
from typing import IO

from amends.sources.extract import SourceError, SourceFile

LARGEST = 1 << 30
"""Bytes that one file may hold, unpacked: readers of whole documents keep it in memory."""

_STEP = 1 << 20


def read_file(path: Path) -> SourceFile:
    """The bytes of a source file, unpacked if it is gzip or a zip of one file.

    Raises SourceError when it is missing, not a file, not readable, too large, or packed badly.
    """
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            start = stream.read(4)
            stream.seek(0)
            if start[:2] == b"\x1f\x8b":
                content, name = _gunzipped(path, stream), path.name.removesuffix(".gz")
            elif start == b"PK\x03\x04":
                content, name = _unzipped(path, stream)
            elif size > LARGEST:
                raise SourceError(_too_large(path, size))
            else:
                content, name = _bounded(path, stream), path.name
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: this is a folder; name the files in it, or a release") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from error
    return SourceFile(path, name, content, hashlib.sha256(content).hexdigest())


def _bounded(path: Path, stream: IO[bytes]) -> bytes:
    """At most LARGEST bytes; one more and the file is refused before memory is."""
    parts = []
    total = 0
    while part := stream.read(_STEP):
        total += len(part)
        if total > LARGEST:
            raise SourceError(_too_large(path, None))
        parts.append(part)
    return b"".join(parts)


def _gunzipped(path: Path, stream: IO[bytes]) -> bytes:
    try:
        with gzip.GzipFile(fileobj=stream) as unpacked:
            return _bounded(path, io.BufferedReader(unpacked))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(f"{path}: this gzip file is broken or cut short ({error})") from error


def _unzipped(path: Path, stream: IO[bytes]) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) != 1:
                raise SourceError(
                    f"{path}: this zip file holds {len(members)} files, one was expected; unpack "
                    "it and name the files to read"
                )
            with archive.open(members[0]) as unpacked:
                return _bounded(path, unpacked), Path(members[0].filename).name
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(
            f"{path}: this zip file is broken, encrypted or cut short ({error})"
        ) from error


def _too_large(path: Path, size: int | None) -> str:
    stated = f"{size:,} bytes" if size else "more than that, unpacked"
    return (
        f"{path}: {stated} is over the limit of {LARGEST:,} bytes for one file; "
        "split it, by case, into several"
    )
