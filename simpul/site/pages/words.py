"""Plain words for the names of jobs and of acts on record, for the pages of administrators and auditors."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

JOBS: dict[str, str | Promise] = {
    "simpul.audit.tasks.keep_heads": gettext_lazy("Menyimpan kepala rantai audit hari itu"),
    "simpul.audit.tasks.seal": gettext_lazy("Menyegel jejak audit"),
    "simpul.core.tasks.prune_events": gettext_lazy("Membuang kabar langsung yang lewat seminggu"),
    "simpul.core.tasks.prune_jobs": gettext_lazy("Membuang catatan pekerjaan lama"),
    "simpul.datahub.tasks.check": gettext_lazy("Memeriksa kiriman"),
    "simpul.datahub.tasks.check_large": gettext_lazy("Memeriksa kiriman besar"),
    "simpul.datahub.tasks.pick_up_forgotten": gettext_lazy("Menjemput kiriman yang tertinggal"),
    "simpul.datahub.tasks.release": gettext_lazy("Menyusun rilis"),
    "simpul.documents.tasks.sweep": gettext_lazy("Membuang berkas sementara"),
    "simpul.organizations.tasks.invite_person": gettext_lazy("Mengirim undangan"),
    "simpul.site.tasks.back_up": gettext_lazy("Membuat cadangan harian"),
    "simpul.site.tasks.back_up_now": gettext_lazy("Membuat cadangan atas permintaan"),
    "simpul.site.tasks.load_areas": gettext_lazy("Memuat kode wilayah Indonesia"),
    "simpul.site.tasks.load_rest": gettext_lazy("Memuat peragaan"),
    "simpul.site.tasks.see_to_backup": gettext_lazy("Melihat apakah cadangan sudah waktunya"),
    "simpul.workflow.tasks.reconcile_all": gettext_lazy("Mencocokkan kewajiban semua daerah"),
    "simpul.workflow.tasks.reconcile_one": gettext_lazy("Mencocokkan kewajiban satu daerah"),
    "simpul.workflow.tasks.remind_all": gettext_lazy("Mengirim pengingat tugas"),
}

ACTS: dict[str, str | Promise] = {
    "akun.aktif": gettext_lazy("Akun diaktifkan"),
    "akun.faktor-ganti": gettext_lazy("Faktor kedua diganti"),
    "akun.faktor-lepas": gettext_lazy("Faktor kedua dilepas"),
    "akun.faktor-pasang": gettext_lazy("Faktor kedua dipasang"),
    "akun.masuk": gettext_lazy("Masuk"),
    "akun.nonaktif": gettext_lazy("Akun dinonaktifkan"),
    "akun.sandi-baru": gettext_lazy("Kata sandi dibuat lewat surel"),
    "akun.sandi-ganti": gettext_lazy("Kata sandi diganti"),
    "cadangan.minta": gettext_lazy("Cadangan diminta"),
    "calendar.imported": gettext_lazy("Hari libur dimuat"),
    "data.alih": gettext_lazy("Data set dialihkan"),
    "data.dikembalikan": gettext_lazy("Kiriman dikembalikan"),
    "data.dikirim": gettext_lazy("Kiriman dikirim ke kepala"),
    "data.disetujui": gettext_lazy("Kiriman disetujui"),
    "data.ditarik": gettext_lazy("Kiriman ditarik"),
    "data.diverifikasi": gettext_lazy("Kiriman diverifikasi"),
    "data.putusan": gettext_lazy("Kasus diputuskan"),
    "data.rilis": gettext_lazy("Rilis disusun"),
    "data.tetapkan": gettext_lazy("Data set ditetapkan"),
    "data.unggah": gettext_lazy("Berkas diunggah"),
    "duty.escalated": gettext_lazy("Kewajiban naik"),
    "jabatan.akhiri": gettext_lazy("Penempatan diakhiri"),
    "jabatan.ganti-mulai": gettext_lazy("Awal penempatan diganti"),
    "jabatan.ganti-peran": gettext_lazy("Peran jabatan diganti"),
    "jabatan.hapus": gettext_lazy("Jabatan dihapus"),
    "jabatan.isi": gettext_lazy("Jabatan diisi"),
    "jabatan.tambah": gettext_lazy("Jabatan ditambah"),
    "lambang.ganti": gettext_lazy("Lambang diganti"),
    "lambang.hapus": gettext_lazy("Lambang dihapus"),
    "lembar.terapkan": gettext_lazy("Lembar perangkat daerah dan orang diterapkan"),
    "outlines.saved": gettext_lazy("Batas wilayah disimpan"),
    "pekerjaan.ulangi": gettext_lazy("Pekerjaan latar diulangi"),
    "pemerintah.buat": gettext_lazy("Pemerintah daerah dibuat"),
    "pemerintah.ubah": gettext_lazy("Pengaturan diubah"),
    "pemulihan.minta": gettext_lazy("Pemulihan faktor diminta"),
    "pemulihan.setuju": gettext_lazy("Pemulihan faktor disetujui"),
    "pemulihan.tolak": gettext_lazy("Pemulihan faktor ditolak"),
    "perangkat.gabung": gettext_lazy("Perangkat daerah digabung"),
    "perangkat.ganti-nama": gettext_lazy("Perangkat daerah berganti nama"),
    "perangkat.tambah": gettext_lazy("Perangkat daerah ditambah"),
    "pulihkan": gettext_lazy("Instalasi dipulihkan dari cadangan"),
    "sambungan.uji": gettext_lazy("Sambungan diuji"),
    "undangan.batal": gettext_lazy("Undangan dibatalkan"),
    "undangan.kirim": gettext_lazy("Undangan dikirim"),
    "undangan.semua": gettext_lazy("Undangan dikirim kepada semua"),
    "undangan.terima": gettext_lazy("Undangan diterima"),
}

_HOURLY = re.compile(r"(\d+) \* \* \* \*")


def job(path: str) -> str:
    """What a job does, by its dotted name; the name itself where it is not known."""
    return str(JOBS.get(path, path))


def act(code: str) -> str:
    """What was done, by the code on record; the code itself where it is not known."""
    return str(ACTS.get(code, code))


def cadence(schedule: str) -> str:
    """How often a scheduled job runs: "every 5m" → "tiap 5 menit", "17 * * * *" → "tiap jam, menit ke-17"."""
    unit = {"s": _("detik"), "m": _("menit"), "h": _("jam")}
    if schedule.startswith("every "):
        return _("tiap %(count)s %(unit)s") % {"count": schedule[6:-1], "unit": unit[schedule[-1]]}
    hourly = _HOURLY.fullmatch(schedule)
    if hourly:
        return _("tiap jam, menit ke-%(minute)s") % {"minute": hourly[1]}
    return _("jadwal %(line)s (UTC)") % {"line": schedule}
