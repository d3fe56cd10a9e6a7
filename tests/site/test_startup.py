"""Unsafe settings are told in one sentence each, and a start is refused where they would harm people."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from simpul.audit import guards
from simpul.core import marks
from simpul.site import keys, startup_checks
from tests import cast
from tests.site.installations import ROOT, Installed


@pytest.fixture
def server(settings: Settings, tmp_path: Path, db: None) -> Settings:
    """A server as docs/operating describes it, in order in every respect."""
    settings.DEMO = False
    settings.ALLOWED_HOSTS = ["uji.localhost", "simpul.example.go.id"]
    settings.HTTPS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.KEYS_DIR = tmp_path / "keys"
    keys.create(settings.KEYS_DIR)
    settings.SECRET_KEY = (settings.KEYS_DIR / "secret.key").read_text().strip()
    settings.FILE_KEY = (settings.KEYS_DIR / "file.key").read_text().strip()
    settings.DATA_DIR = tmp_path / "data"
    settings.FILES_DIR = settings.DATA_DIR / "files"
    settings.BACKUP_DIR = Path("/dev/shm")  # another file system  # noqa: S108
    settings.AUDIT_MAIL = ["inspektorat@example.go.id"]
    settings.ADMINS = [("Administrator", "admin@example.go.id")]
    cast.government()
    marks.set("backup")
    return settings


def _found() -> dict[str, bool]:
    return {problem.code: problem.is_fatal for problem in startup_checks.problems()}


def _loopback(server: Settings) -> None:
    server.ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1"]


@pytest.mark.usefixtures("server")
def test_a_server_in_order_has_no_findings_and_starts() -> None:
    assert _found() == {}
    startup_checks.refuse_unsafe()


def test_the_demonstration_starts_as_it_comes(server: Settings) -> None:
    _loopback(server)
    server.DEMO, server.HTTPS, server.SECURE_PROXY_SSL_HEADER = True, False, None
    server.BACKUP_DIR = server.DATA_DIR / "backups"
    server.KEYS_DIR = server.DATA_DIR / "keys"
    server.AUDIT_MAIL = server.ADMINS = []
    assert _found() == {}


FATAL = {
    "debug": ("DEBUG", True),
    "kunci-rahasia": ("SECRET_KEY", "django-insecure-" + "abcdefgh" * 8),
    "kunci-berkas": ("FILE_KEY", "not-a-key"),
    "host-bebas": ("ALLOWED_HOSTS", ["*"]),
    "tanpa-https": ("HTTPS", False),
    "peragaan-umum": ("DEMO", True),
}


@pytest.mark.parametrize("code", FATAL)
def test_what_would_harm_people_refuses_a_start_with_a_sentence(
    server: Settings, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, value = FATAL[code]
    setattr(server, name, value)
    assert _found()[code] is True
    with pytest.raises(SystemExit) as refusal:
        startup_checks.refuse_unsafe()
    assert refusal.value.code == 78
    first, *sentences = capsys.readouterr().err.splitlines()
    assert first.startswith("Simpul tidak dijalankan")
    assert all(sentence.startswith("- ") and sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("secret", ["short", "a" * 60])
def test_a_weak_secret_is_fatal_even_where_nobody_else_comes(server: Settings, secret: str) -> None:
    _loopback(server)
    server.SECRET_KEY = secret
    assert _found()["kunci-rahasia"] is True


def test_a_key_that_others_read_is_fatal_on_a_server_and_a_warning_elsewhere(server: Settings) -> None:
    (server.KEYS_DIR / "file.key").chmod(0o644)
    assert _found()["kunci-terbuka"] is True
    _loopback(server)
    assert _found()["kunci-terbuka"] is False


def test_a_data_folder_that_cannot_be_written_is_fatal(server: Settings) -> None:
    server.DATA_DIR = server.FILES_DIR = Path("/proc")
    assert _found()["folder-data"] is True


@pytest.mark.usefixtures("server")
def test_missing_migrations_are_fatal_and_name_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_checks, "waiting_migrations", lambda: ["audit.9999_later"])
    words = [problem.words for problem in startup_checks.problems()]
    assert words == ["1 perubahan basis data belum diterapkan. Jalankan `simpul upgrade`."]


@pytest.mark.usefixtures("server")
def test_a_database_that_cannot_be_reached_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[str]:
        from django.db import OperationalError

        raise OperationalError

    monkeypatch.setattr(startup_checks, "waiting_migrations", refuse)
    assert _found() == {"basis-data": True}


@pytest.mark.usefixtures("server")
def test_an_old_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(connection, "pg_version", 140011, raising=False)
    monkeypatch.setattr(guards, "are_missing", lambda _connection: False)
    assert _found() == {"postgresql": True}


def test_what_only_an_administrator_suffers_from_is_a_warning(server: Settings) -> None:
    server.KEYS_DIR = server.DATA_DIR / "keys"
    server.BACKUP_DIR = server.DATA_DIR / "backups"
    server.SECURE_PROXY_SSL_HEADER = None
    server.AUDIT_MAIL = server.ADMINS = []
    server.ALLOWED_HOSTS = ["simpul.example.go.id"]
    marks.OperationMark.objects.all().delete()
    guards.remove(connection)
    assert _found() == dict.fromkeys(
        (
            *("kunci-di-data", "cadangan-secakram", "proxy", "surel-audit", "surel-galat"),
            *("alamat", "cadangan-tua", "penjaga-audit"),
        ),
        False,
    )


# The same through the programs that people start.


def _serve(installed: Installed, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", "import simpul.site.wsgi"],
        env=installed.environment(**more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_web_application_starts_for_the_demonstration(installed: Installed) -> None:
    done = _serve(installed, SIMPUL_DEMO="1")
    assert done.returncode == 0
    assert "tidak dijalankan" not in done.stderr


def test_the_web_application_refuses_unsafe_settings_with_exit_code_78(installed: Installed) -> None:
    done = _serve(installed, SIMPUL_DEMO="1", SIMPUL_HOSTS="simpul.example.go.id")
    assert done.returncode == 78
    assert "Peragaan (SIMPUL_DEMO) tidak boleh tampil di simpul.example.go.id" in done.stderr
    assert "dilayani tanpa HTTPS" in done.stderr


def test_the_web_process_ends_at_once_instead_of_starting_workers_anew(installed: Installed) -> None:
    text = installed.simpul("web", code=78, SIMPUL_HOSTS="simpul.example.go.id")
    assert text.count("dilayani tanpa HTTPS") == 1


def test_check_prints_sentences_and_ends_with_one_when_a_start_would_be_refused(
    installed: Installed, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["simpul.example.go.id"]
    settings.HTTPS = False
    text = installed.call("check", code=1)
    assert "GALAT  simpul.example.go.id dilayani tanpa HTTPS." in text
    assert "PERHATIAN  " in text
    found = json.loads(installed.call("check", "--json", code=1))
    assert {"tanpa-https", "cadangan-tua"} <= {each["code"] for each in found}


def test_check_is_content_with_the_demonstration(installed: Installed) -> None:
    assert "Semua pemeriksaan lulus." in installed.call("check")


def test_without_keys_every_command_but_keys_says_what_to_do(installed: Installed) -> None:
    for path in installed.keys_dir.iterdir():
        path.unlink()
    assert "Run `simpul keys`" in installed.simpul("check", code=1)
    installed.simpul("keys")
    assert installed.simpul("keys", code=1).count("tidak ditimpa") == 1
