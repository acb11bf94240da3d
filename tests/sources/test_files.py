"""Files that are missing, barred, endless, packed or hostile: refused in time, with what to do."""

from __future__ import annotations

import gzip
import io
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from amends.sources import files
from amends.sources.extract import SourceError
from amends.sources.files import read_file
from amends.sources.recognise import named
from tests.sources.documents import json_bytes, one


def refusal(path):
    with pytest.raises(SourceError) as refused:
        read_file(path)
    return str(refused.value)


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"folder/{name}.json", content)
    return packed.getvalue()


def test_a_plain_file_is_its_bytes_name_and_hash(tmp_path):
    path = tmp_path / "cases.json"
    path.write_bytes(b"{}")
    file = read_file(path)
    assert (file.name, file.content) == ("cases.json", b"{}")
    assert file.sha256 == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("cases.json.gz", gzip.compress),
        ("c.zip", lambda c: zipped(cases=c)),
    ],
)
def test_a_packed_file_reads_as_what_is_in_it(tmp_path, name, pack):
    path = tmp_path / name
    path.write_bytes(pack(json_bytes(one())))
    file = read_file(path)
    assert file.name == "cases.json"
    assert file.content == json_bytes(one())


def test_a_path_that_is_not_there_says_so(tmp_path):
    assert refusal(tmp_path / "no.json").endswith("no.json: there is no such file; check the path")


def test_a_path_that_no_system_can_have_says_so():
    assert "cannot be read" in refusal(Path("a\0b"))
    assert "cannot be read" in refusal(Path("x" * 5000))


def test_a_folder_says_so(tmp_path):
    assert "this is a folder; name the files in it" in refusal(tmp_path)


def test_a_file_under_a_file_says_so(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    assert "cannot be read" in refusal(tmp_path / "file" / "under")


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "a pipe or a device, not a file" in refusal(tmp_path / "pipe")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
def test_a_device_is_refused(device):
    assert "a pipe or a device, not a file" in refusal(Path(device))


def test_a_file_that_may_not_be_read_says_whom_to_ask(tmp_path, monkeypatch):
    def barred(*_arguments):
        raise PermissionError(13, "Permission denied")

    # Root may read every file: the refusal of the system is played, its answer is not.
    monkeypatch.setattr(os, "open", barred)
    assert "you may not read this file; ask its owner" in refusal(tmp_path / "cases.json")


def test_a_file_over_the_limit_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "sparse.csv"
    with path.open("wb") as stream:
        stream.truncate(2 << 30)
    assert "2,147,483,648 bytes where one file may hold 1,073,741,824" in refusal(path)


def test_a_line_of_two_gigabytes_costs_neither_memory_nor_time(tmp_path):
    path = tmp_path / "line.csv"
    with path.open("wb") as stream:
        stream.write(b"CaseDef,CaseNum,PleaGuilty1591\n1.1,")
        stream.truncate(2 << 30)
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from amends.sources.files import read_file\n"
        "from amends.sources.extract import SourceError\n"
        "held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    read_file(Path(sys.argv[1]))\n"
        "except SourceError as error:\n"
        "    print(error)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (30, 30)),
    )
    message, megabytes = done.stdout.splitlines()
    assert "split it, by case, into several" in message
    assert int(megabytes) < 50


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped(cases=content)])
def test_a_packed_file_that_grows_beyond_all_measure_is_refused(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(files, "_SMALL", 1 << 16)
    path = tmp_path / "bomb"
    path.write_bytes(pack(bytes(8 << 20)))
    assert path.stat().st_size < 32_000
    assert "unpacked," in refusal(path)


def test_a_packed_file_over_the_limit_is_refused_before_it_is_unpacked_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 100_000)
    path = tmp_path / "large.gz"
    path.write_bytes(gzip.compress(os.urandom(2_000) * 100))
    assert "more than 100,000 bytes, unpacked," in refusal(path)


def test_what_is_packed_twice_is_refused(tmp_path):
    path = tmp_path / "twice"
    for content in (
        gzip.compress(gzip.compress(b"{}")),
        zipped(inner=zipped(cases=b"{}")),
        gzip.compress(zipped(cases=b"{}")),
    ):
        path.write_bytes(content)
        assert "packed twice; unpack it once" in refusal(path)


@pytest.mark.parametrize("members", [{}, {"one": b"{}", "two": b"{}"}])
def test_a_zip_of_no_file_or_several_is_refused(tmp_path, members):
    path = tmp_path / "cases.zip"
    path.write_bytes(zipped(**members))
    if members:
        assert "holds 2 files, one was expected" in refusal(path)
    else:
        assert read_file(path).content[:2] == b"PK"  # an empty archive is no packed file at all


@pytest.mark.parametrize("cut", [5, 12, 30, 60, -1, -8, -20])
@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped(cases=content)])
def test_a_packed_file_that_is_cut_short_is_refused(tmp_path, pack, cut):
    path = tmp_path / "cases"
    path.write_bytes(pack(json_bytes(one()))[:cut])
    assert "broken" in refusal(path)


def test_the_same_content_twice_is_refused(tmp_path):
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path in paths:
        path.write_bytes(json_bytes(one()))
    with pytest.raises(SourceError, match="the same content twice; name it once"):
        list(named(paths))


def test_two_files_of_a_layout_have_two_names_whatever_their_order(tmp_path):
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    paths[0].write_bytes(json_bytes(one()))
    paths[1].write_bytes(json_bytes(one(Total={"Restitution": "$0"})))
    first = [(source, file.name) for source, file, _ in named(paths)]
    second = [(source, file.name) for source, file, _ in named(paths[::-1])]
    assert first == second
    assert [source for source, _ in first] == ["htd", "htd-2"]


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"\0" * 500, b"%PDF-1.7", b"\x89PNG\r\n", b"a,b\n1,2\n"]
)
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(
        SourceError, match=r"other: (the file is empty|not a layout that Amends reads)"
    ):
        list(named([path]))
