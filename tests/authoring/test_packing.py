"""Packs: always the same bytes, shown before they are installed, and refused without a trace when they are hostile."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from amtrainer import paths
from amtrainer.authoring.beginning import begin
from amtrainer.authoring.packing import build, install, installed, remove, verify
from amtrainer.cli.commands import run
from amtrainer.content import pack_file
from amtrainer.content.library import Library
from amtrainer.content.pack_file import LIST, BadPack, Files, listed, read_folder, written
from amtrainer.content.pack_key import make_key
from amtrainer.errors import AmtrainerError, ContentError
from amtrainer.practice import open_practice

ESCAPES = [
    "../evil.yaml",
    "scenarios/../../evil.yaml",
    "/etc/evil.yaml",
    "scenarios//evil.yaml",
    "scenarios/./evil.yaml",
    "..\\evil.yaml",
    "scenarios\\..\\..\\evil.yaml",
    "C:/evil.yaml",
    "//server/share/evil.yaml",
    "~/evil.yaml",
    "scenarios/evil.yaml\x00.md",
    "scenarios/%2e%2e/evil.yaml",
    "scenarios/.../evil.yaml",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    begin("pack", "nordic", "objection", tmp_path)
    return tmp_path / "nordic"


@pytest.fixture
def good(folder: Path, tmp_path: Path) -> Path:
    return build(folder, tmp_path / "good.ampack")[0]


def everything(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else b"" for path in sorted(root.rglob("*"))
    }


def packed(file: Path, files: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda info: None) -> Path:
    """A zip with these entries, made by somebody who does not use amtrainer."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, raw in files.items():
            info = zipfile.ZipInfo("placeholder")
            info.filename = name
            info.orig_filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            change(info)
            out.writestr(info, raw)
    return file


def refused(file: Path, words: str) -> None:
    """Refused with a reason, and nothing of it is anywhere."""
    paths.private(paths.data_dir() / "packs")
    before = everything(paths.data_dir()), sorted(file.parent.parent.glob("evil*"))
    with pytest.raises(AmtrainerError, match=words):
        install(file)
    assert (everything(paths.data_dir()), sorted(file.parent.parent.glob("evil*"))) == before


def entries(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    one, other = (build(folder, tmp_path / name)[0].read_bytes() for name in ("a.ampack", "b.ampack"))
    assert one == other


def test_what_is_inside_is_shown(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "verify", str(good)]) == 0
    told = capsys.readouterr().out
    assert "nordic:nordic-first" in told and "CC-BY-4.0" in told and "signed by  nobody" in told


def test_an_installed_exercise_can_be_played_and_its_session_keeps_its_name(good: Path) -> None:
    install(good)
    with open_practice() as practice:
        sitting = practice.start("nordic:nordic-first", seed=0, mode="practice")
        sitting.answer("Which part of the rise is the problem for you?")
        assert [row.head.id for row in practice.history(None)] == ["nordic:nordic-first"]


def test_two_packs_may_hold_the_same_id(folder: Path, tmp_path: Path) -> None:
    install(build(folder, tmp_path / "a.ampack")[0])
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    (folder / "pack.yaml").write_text(text.replace("id: nordic", "id: baltic"), encoding="utf-8")
    scenario = folder / "scenarios" / "nordic-first.yaml"
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("Ilse Brandt", "Asta Kask"), encoding="utf-8")
    install(build(folder, tmp_path / "b.ampack")[0])
    library = Library()
    names = {id: library.scenario(id).client.name for id in ("nordic:nordic-first", "baltic:nordic-first")}  # type: ignore[union-attr]
    assert names == {"nordic:nordic-first": "Ilse Brandt", "baltic:nordic-first": "Asta Kask"}


def test_an_exercise_of_a_pack_does_not_hide_one_that_ships(folder: Path, tmp_path: Path) -> None:
    scenario = folder / "scenarios" / "nordic-first.yaml"
    text = scenario.read_text(encoding="utf-8").replace("id: nordic-first", "id: d01-eight-points-or-a-tender")
    scenario.write_text(text, encoding="utf-8")
    install(build(folder, tmp_path / "a.ampack")[0])
    assert Library().find("d01").title == "Eight points or a tender"


def test_a_newer_version_takes_the_place_of_the_older(folder: Path, tmp_path: Path) -> None:
    install(build(folder, tmp_path / "a.ampack")[0])
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    (folder / "pack.yaml").write_text(text.replace('"1.0"', '"1.1"'), encoding="utf-8")
    install(build(folder, tmp_path / "b.ampack")[0])
    assert [(manifest.id, manifest.version) for manifest, _ in installed()] == [("nordic", "1.1")]
    assert sorted(path.name for path in (paths.data_dir() / "packs").iterdir()) == ["nordic"]


def test_a_removed_pack_is_gone_and_what_was_played_is_kept(good: Path) -> None:
    install(good)
    with open_practice() as practice:
        practice.start("nordic:nordic-first", seed=0, mode="practice").answer("Which part of it is the problem?")
    remove("nordic")
    assert (installed(), list((paths.data_dir() / "packs").iterdir())) == ([], [])
    with open_practice() as practice:
        assert len(practice.history(None)) == 1


def test_without_a_yes_nothing_is_installed(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run(["pack", "install", str(good)]) == 1
    assert installed() == []


@pytest.mark.parametrize("name", ESCAPES, ids=range(len(ESCAPES)))
def test_a_path_that_leads_out_is_refused(name: str, good: Path, tmp_path: Path) -> None:
    files: Files = {key: raw for key, raw in entries(good).items() if key != LIST}
    files[name] = b"id: evil\n"
    refused(packed(tmp_path / "bad.ampack", {**files, LIST: listed(files)}), "leads out|belong|no pack|agree|twice")


def test_a_bomb_is_refused(good: Path, tmp_path: Path) -> None:
    files = {**entries(good), "scenarios/bomb.yaml": b" " * 300_000_000}
    refused(packed(tmp_path / "bad.ampack", files), "larger than")


def test_a_bomb_that_lies_about_its_size_is_refused(good: Path, tmp_path: Path) -> None:
    file = packed(tmp_path / "bad.ampack", {**entries(good), "scenarios/bomb.yaml": b"a" * 5_000_000})
    raw = file.read_bytes().replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    file.write_bytes(raw)
    refused(file, "no pack|larger than|not what the list says|agree")


def test_many_small_files_that_make_a_heap_are_refused(good: Path, tmp_path: Path) -> None:
    files = {**entries(good), **{f"scenarios/n{n}.yaml": b" " * 900_000 for n in range(30)}}
    refused(packed(tmp_path / "bad.ampack", files), "together")


def test_too_many_files_are_refused(good: Path, tmp_path: Path) -> None:
    files = {**entries(good), **{f"scenarios/n{n}.yaml": b"" for n in range(600)}}
    refused(packed(tmp_path / "bad.ampack", files), "are the most")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR, stat.S_IFSOCK])
def test_an_entry_that_is_no_plain_file_is_refused(kind: int, good: Path, tmp_path: Path) -> None:
    def change(info: zipfile.ZipInfo) -> None:
        if info.filename.endswith("evil.yaml"):
            info.external_attr = (kind | 0o777) << 16

    files = {**entries(good), "scenarios/evil.yaml": b"/etc/passwd"}
    refused(packed(tmp_path / "bad.ampack", files, change), "not a plain file")


@pytest.mark.parametrize(
    "name", ["scenarios/run.py", "hook.sh", "scenarios/a.so", ".git/config", "scenarios/.evil.yaml"]
)
def test_what_could_be_run_or_hidden_is_refused(name: str, good: Path, tmp_path: Path) -> None:
    files: Files = {key: raw for key, raw in entries(good).items() if key != LIST} | {name: b"x"}
    refused(packed(tmp_path / "bad.ampack", {**files, LIST: listed(files)}), "belong|leads out")


def test_names_that_differ_in_capitals_only_are_refused(good: Path, tmp_path: Path) -> None:
    files = {**entries(good), "scenarios/Nordic-First.yaml": b"x"}
    refused(packed(tmp_path / "bad.ampack", files), "stands twice")


def test_a_name_of_a_device_is_refused(good: Path, tmp_path: Path) -> None:
    refused(packed(tmp_path / "bad.ampack", {**entries(good), "scenarios/con.yaml": b"x"}), "device")


def test_a_forged_file_is_refused(good: Path, tmp_path: Path) -> None:
    files = entries(good)
    files["scenarios/nordic-first.yaml"] += b"\n# changed\n"
    refused(packed(tmp_path / "bad.ampack", files), "not what the list says")


def test_a_file_that_the_list_does_not_know_is_refused(good: Path, tmp_path: Path) -> None:
    refused(packed(tmp_path / "bad.ampack", {**entries(good), "scenarios/more.yaml": b"x"}), "agree")


def test_a_file_that_is_missing_is_refused(good: Path, tmp_path: Path) -> None:
    files = entries(good)
    del files["scenarios/nordic-first.samples.yaml"]
    refused(packed(tmp_path / "bad.ampack", files), "agree")


def test_a_pack_that_needs_a_newer_amtrainer_is_refused(good: Path, tmp_path: Path) -> None:
    files: Files = {key: raw for key, raw in entries(good).items() if key != LIST}
    files["pack.yaml"] = files["pack.yaml"].replace(b'needs: "0.1"', b'needs: "99.0"')
    refused(packed(tmp_path / "bad.ampack", {**files, LIST: listed(files)}), "needs amtrainer 99.0")


def test_a_pack_with_a_broken_scenario_is_refused(good: Path, tmp_path: Path) -> None:
    files: Files = {key: raw for key, raw in entries(good).items() if key != LIST}
    files["scenarios/nordic-first.yaml"] = b"id: x\nkind: dialogue\n"
    refused(packed(tmp_path / "bad.ampack", {**files, LIST: listed(files)}), "scenarios/nordic-first.yaml:1:1: AM122")


def test_a_name_of_the_pack_that_leads_out_is_refused(good: Path, tmp_path: Path) -> None:
    files: Files = {key: raw for key, raw in entries(good).items() if key != LIST}
    files["pack.yaml"] = files["pack.yaml"].replace(b"id: nordic", b"id: ../../evil")
    refused(packed(tmp_path / "bad.ampack", {**files, LIST: listed(files)}), "AM122")


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"not a zip", b"\x1f\x8b" + b"0" * 50])
def test_what_is_no_pack_is_refused(raw: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bad.ampack"
    file.write_bytes(raw)
    refused(file, "no pack")


def test_a_cut_pack_is_refused(good: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.ampack"
    file.write_bytes(good.read_bytes()[:-40])
    refused(file, "no pack")


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ampack")
    refused(tmp_path / "pipe.ampack", "not a plain file")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.ampack"
    with file.open("wb") as stream:
        stream.truncate(50_000_000_000)
    refused(file, "larger than 20 MB")


@pytest.mark.parametrize("kind", ["link", "pipe", "huge", "program"])
def test_a_folder_with_more_than_texts_is_not_built(kind: str, folder: Path, tmp_path: Path) -> None:
    target = folder / "scenarios" / ("run.py" if kind == "program" else "evil.yaml")
    match kind:
        case "link":
            target.symlink_to("/etc/passwd")
        case "pipe":
            os.mkfifo(target)
        case "huge":
            target.write_bytes(b" " * 2_000_000)
        case _:
            target.write_text("print()")
    with pytest.raises(BadPack):
        build(folder, tmp_path / "out" / "p.ampack")
    assert not (tmp_path / "out").exists()


def test_a_folder_with_a_mistake_is_not_built(folder: Path, tmp_path: Path) -> None:
    file = folder / "scenarios" / "nordic-first.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("minutes: 6", "minuts: 6"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"scenarios/nordic-first.yaml:\d+:1: AM121"):
        build(folder, tmp_path / "p.ampack")
    assert not (tmp_path / "p.ampack").exists()


def test_a_signed_pack_names_its_signer(folder: Path, tmp_path: Path) -> None:
    key = make_key(tmp_path / "key")
    file = build(folder, tmp_path / "p.ampack", tmp_path / "key")[0]
    assert (verify(file).key, verify(file, key).key) == (key, key)


def test_a_signing_key_is_for_its_owner_only(tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_pack_signed_by_somebody_else_is_refused_where_a_key_is_asked(
    folder: Path, good: Path, tmp_path: Path
) -> None:
    wanted = make_key(tmp_path / "mine")
    make_key(tmp_path / "other")
    file = build(folder, tmp_path / "p.ampack", tmp_path / "other")[0]
    for one in (file, good):
        with pytest.raises(BadPack, match="not signed by that key"):
            install(one, wanted)
    assert installed() == []


def test_a_signature_of_another_pack_is_refused(folder: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    file = build(folder, tmp_path / "p.ampack", tmp_path / "key")[0]
    files: Files = {key: raw for key, raw in entries(file).items() if key not in (LIST, pack_file.SIGNATURE)}
    signature = entries(file)[pack_file.SIGNATURE]
    files["README.md"] = b"Hello"
    (tmp_path / "bad.ampack").write_bytes(written(files, signature))
    refused(tmp_path / "bad.ampack", "signature is not of this pack")


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"key": "00", "signature": "zz"}', b'{"key": 1, "signature": 2}', b"[]"])
def test_a_signature_that_is_none_is_refused(raw: bytes, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.ampack").write_bytes(written(read_folder(folder), raw or b" "))
    refused(tmp_path / "bad.ampack", "signature is not of this pack")


def test_the_command_says_why_and_leaves_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from amtrainer.cli import _guarded

    (tmp_path / "bad.ampack").write_bytes(b"no")
    assert _guarded(["pack", "install", str(tmp_path / "bad.ampack"), "--yes"]) == 2
    assert "is no pack" in capsys.readouterr().err


def test_the_list_of_a_pack_names_every_file(good: Path) -> None:
    files = entries(good)
    assert json.loads(files[LIST])["files"].keys() == files.keys() - {LIST}
