"""Trying mail, storage and address for real, and saying what was found in one sentence."""

import http.client
import ipaddress
import secrets
import shutil
import socket
import time
from dataclasses import dataclass

from django.conf import settings
from django.http.request import validate_host
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.core import clock
from simpul.notifications import api as notifications
from simpul.organizations import api as organizations
from simpul.web import formats

ADDRESS_PATH = "/sehat/hidup/"
_SECONDS = 5
_LEAST_FREE_BYTES = 1024**3


@dataclass(frozen=True)
class Tried:
    """What a try showed."""

    succeeded: bool
    sentence: str


def try_mail(government: organizations.Government, user: User) -> Tried:
    """Send a letter to the person who asks."""
    try:
        notifications.send(
            template="notifications/mail/test.txt",
            address=user.email,
            name=user.name,
            place_name=government.short_name,
            moment=formats.moment(clock.now(), government.zone),
        )
    except notifications.LetterNotSentError as error:
        return Tried(False, error.message)
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    told = _("%(server)s menerima suratnya. Periksa kotak masuk Anda, juga folder spam.")
    return Tried(True, told % {"server": server})


def try_storage() -> Tried:
    """Write, read and delete a file where uploads are kept, and measure what is left."""
    folder, content = settings.FILES_DIR / "tmp", secrets.token_bytes(64 * 1024)
    probe, started = folder / f"uji-{secrets.token_hex(8)}", time.monotonic()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(content)
        is_whole = probe.read_bytes() == content
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        told = _("Berkas tidak dapat disimpan: %(reason)s. Periksa hak folder dan isi diska di server.")
        return Tried(False, told % {"reason": error.strerror or type(error).__name__})
    facts = {"ms": round((time.monotonic() - started) * 1000), "free": formats.size(free)}
    if not is_whole:
        return Tried(False, _("Berkas yang dibaca tidak sama dengan yang ditulis. Periksa diska server."))
    if free < _LEAST_FREE_BYTES:
        return Tried(
            False, _("Diska hampir penuh: tinggal %(free)s. Kosongkan sebelum unggahan gagal.") % facts
        )
    return Tried(True, _("Tulis, baca, dan hapus berhasil dalam %(ms)s ms; tersisa %(free)s.") % facts)


def try_address(government: organizations.Government) -> Tried:
    """Ask one's own address whether the pages answer there.

    Only an address that the settings of the server serve is asked, always the same path, no redirects; what
    an administrator types can therefore not be used to look around in the network.
    """
    host = government.address
    if not validate_host(host, [name for name in settings.ALLOWED_HOSTS if name != "*"]):
        told = _("%(host)s belum ada di SIMPUL_HOSTS pada server. Tambahkan, lalu jalankan ulang Simpul.")
        return Tried(False, told % {"host": host})
    try:
        is_here = _is_loopback(host)
        started = time.monotonic()
        status, is_ours = _asked(host, is_here)
    except OSError as error:
        return Tried(False, _unreachable(host, error))
    except http.client.HTTPException:
        return Tried(False, _("%(host)s menjawab dengan cara yang bukan halaman web.") % {"host": host})
    facts = {"host": host, "status": status, "ms": round((time.monotonic() - started) * 1000)}
    if status == http.client.OK and is_ours:
        return Tried(True, _("Simpul menjawab di %(host)s dalam %(ms)s ms.") % facts)
    if is_ours:
        return Tried(False, _("Simpul menjawab di %(host)s, tetapi dengan galat %(status)s.") % facts)
    return Tried(False, _("%(host)s dijawab program lain (%(status)s). Periksa DNS dan proksinya.") % facts)


def _is_loopback(host: str) -> bool:
    found = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    return all(ipaddress.ip_address(address).is_loopback for address in found)


def _asked(host: str, is_here: bool) -> tuple[int, bool]:
    """Status, and whether the answer carries the mark that each page of Simpul has."""
    connection: http.client.HTTPConnection
    if is_here or not settings.HTTPS:
        connection = http.client.HTTPConnection(host, settings.PORT if is_here else 80, timeout=_SECONDS)
    else:
        connection = http.client.HTTPSConnection(host, timeout=_SECONDS)
    try:
        connection.request("GET", ADDRESS_PATH)
        answer = connection.getresponse()
        return answer.status, bool(answer.getheader("X-Request-Id"))
    finally:
        connection.close()


def _unreachable(host: str, error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return _("Nama %(host)s tidak ditemukan di DNS. Arahkan dahulu ke server ini.") % {"host": host}
    if isinstance(error, TimeoutError):
        told = _("%(host)s tidak menjawab dalam %(seconds)s detik. Periksa tembok api dan proksinya.")
        return told % {"host": host, "seconds": _SECONDS}
    told = _("%(host)s tidak dapat dihubungi (%(kind)s). Periksa proksi dan sertifikatnya.")
    return told % {"host": host, "kind": type(error).__name__}
