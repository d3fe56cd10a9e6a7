"""`simpul keys`: made once, kept private, never written over."""

import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from simpul.core.secrets import is_key, keys_in
from simpul.site import keys


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    paths = keys.create(tmp_path / "keys")
    assert [path.name for path in paths] == ["secret.key", "file.key"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o600, 0o600]
    assert len(paths[0].read_text().strip()) >= 64
    assert is_key(paths[1].read_text().strip())


@pytest.mark.parametrize("name", ["secret.key", "file.key"])
def test_a_key_that_stands_is_never_written_over_and_none_is_added_beside_it(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("the only key")
    with pytest.raises(keys.KeysExistError, match=name):
        keys.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "the only key"


def test_rotating_puts_a_new_key_on_top_and_keeps_the_old_one(tmp_path: Path) -> None:
    keys.create(tmp_path)
    old = keys_in((tmp_path / "file.key").read_text())
    keys.rotate(tmp_path)
    new = keys_in((tmp_path / "file.key").read_text())
    assert new[1:] == old
    assert new[0] != old[0]
    assert stat.S_IMODE((tmp_path / "file.key").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.key", "secret.key"]


def test_there_is_nothing_to_rotate_before_the_first_key(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyFileMissingError, match="simpul keys"):
        keys.rotate(tmp_path)


def test_a_fingerprint_tells_keys_apart_without_showing_them() -> None:
    one = keys.fingerprints(SimpleNamespace(SECRET_KEY="a" * 60, FILE_KEY="one\ntwo"))
    other = keys.fingerprints(SimpleNamespace(SECRET_KEY="b" * 60, FILE_KEY="one"))
    assert one.secret != other.secret
    assert one.file[0] == other.file[0]
    assert [len(mark) for mark in (one.secret, *one.file)] == [16, 16, 16]


def test_a_key_that_others_may_read_is_found(tmp_path: Path) -> None:
    paths = keys.create(tmp_path)
    assert keys.exposed(tmp_path) == []
    paths[1].chmod(0o640)
    assert keys.exposed(tmp_path) == [paths[1]]
