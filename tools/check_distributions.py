"""Check a built wheel and sdist: complete, and with metadata that an index would accept.

A table or template that is missing from the wheel is only noticed by someone who installed it, so
every tracked file of the package must be in both.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from email.parser import BytesParser
from pathlib import Path

from packaging.metadata import Metadata


def tracked(folder: str) -> set[str]:
    """Files under `folder` that git knows and that exist, with slashes, from the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", folder], check=True, capture_output=True, text=True
    ).stdout
    return {name for name in listing.split("\0") if name and Path(name).exists()}


def wheel_contents(wheel: Path) -> tuple[set[str], bytes]:
    """Names of a wheel's files, and its METADATA."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        return names, archive.read(metadata)


def sdist_contents(sdist: Path) -> tuple[set[str], bytes]:
    """Names of an sdist's files without its first folder, and its PKG-INFO."""
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2]: member for member in archive if member.isfile()}
        package_information = archive.extractfile(names["PKG-INFO"])
        if package_information is None:
            raise ValueError(f"{sdist}: PKG-INFO is not a file")
        return set(names), package_information.read()


def faults(folder: Path) -> list[str]:
    """What is wrong with the one wheel and the one sdist in `folder`, in sentences."""
    found: list[str] = []
    for pattern, contents, wanted in (
        ("*.whl", wheel_contents, tracked("amends")),
        ("*.tar.gz", sdist_contents, tracked("amends") | tracked("tests") | tracked("docs")),
    ):
        distributions = list(folder.glob(pattern))
        if len(distributions) != 1:
            found.append(f"{folder} has {len(distributions)} files {pattern}, not one")
            continue
        names, metadata = contents(distributions[0])
        found += [f"{distributions[0].name} lacks {missing}" for missing in sorted(wanted - names)]
        try:
            Metadata.from_email(metadata)
        except ExceptionGroup as invalid:
            found += [f"{distributions[0].name}: {one}" for one in invalid.exceptions]
        if not BytesParser().parsebytes(metadata).get_payload():
            found.append(f"{distributions[0].name} has no description")
    return found


def main() -> int:
    """Print each fault of the folder given as argument; 1 if there is one, else 0."""
    folder = Path(sys.argv[1])
    found = faults(folder)
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print("complete:", ", ".join(sorted(path.name for path in folder.iterdir())))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
