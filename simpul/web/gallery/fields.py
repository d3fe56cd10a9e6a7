"""Forms, buttons, messages, dialogs, uploads."""

from django import forms

from simpul.web import parts
from simpul.web.gallery.exhibits import Exhibit, Room, State, exhibit, state

_STEPS = (
    parts.Step("Pemohon", "sudah"),
    parts.Step("Data anak", "kini"),
    parts.Step("Berkas"),
    parts.Step("Periksa dan kirim"),
)
_ASK = {
    "id": "contoh-dialog",
    "form_id": "contoh-form",
    "title": "Hapus draf ini?",
    "consequence": "Isian 12 baris hilang dan tidak bisa dikembalikan.",
    "confirm": "Hapus draf",
    "danger": True,
}


_MESSAGES = (
    ("success", "", "Terkirim ke kepala dinas. Anda dikabari begitu disetujui."),
    ("turn", "", "Giliran Anda sampai Selasa, 24 November."),
    ("warning", "Keterangan pengirim:", "“Pendataan ulang dua desa pesisir, September 2026.”"),
    ("error", "", "Berkas 14 MB, batasnya 10 MB. Perkecil fotonya atau kirim dua berkas."),
    (
        "info",
        "Dikembalikan.",
        "Periode tidak sesuai. Unggahan Anda tersimpan; ubah judulnya lalu kirim lagi.",
    ),
)


class _Specimen(forms.Form):
    """One field of each kind; the budget is filled in wrongly."""

    activity = forms.CharField(
        label="Nama kegiatan", initial="Pelatihan operator desa", help_text="Seperti pada rencana kerja"
    )
    budget = forms.IntegerField(
        label="Anggaran",
        widget=forms.TextInput,
        error_messages={"invalid": "Tulis angka penuh, misal 25.000.000."},
    )
    agency = forms.ChoiceField(
        label="Perangkat daerah", choices=[("a", "Dinas Contoh A"), ("b", "Dinas Contoh B")]
    )
    decision = forms.ChoiceField(
        label="Putusan",
        choices=[
            ("rilis", "Rilis sebagai rilis 4. Sesudah ini hanya bisa digantikan."),
            ("kembali", "Kembalikan dengan alasan"),
        ],
        widget=forms.RadioSelect,
        initial="rilis",
    )
    note = forms.CharField(label="Keterangan", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label="Saya sudah memeriksa isinya", help_text="Nama Anda tercatat")
    token = forms.CharField(widget=forms.HiddenInput, initial="contoh")
    sheet = forms.FileField(label="Taruh berkas di sini atau pilih")

    prefix = "contoh"
    use_required_attribute = False


def room() -> Room:
    """All that asks and answers."""
    return Room("isian", "Isian dan pesan", (_buttons(), *_fields(), *_answers(), *_waiting()))


def _buttons() -> Exhibit:
    return exhibit(
        "tombol",
        state("utama", label="Kirim ke kepala"),
        state("garis", label="Simpan dulu", kind="garis", url="#"),
        state("lapor, di atas teluk", label="Lapor masalah", kind="kunyit", icon="lapor", url="#"),
        state("tidak bisa dibatalkan", label="Hapus draf", kind="bahaya", name="tindakan", value="hapus"),
    )


def _filled(prefix: str) -> _Specimen:
    return _Specimen({f"{prefix}-budget": "Rp 25 jt", f"{prefix}-activity": "Pelatihan"}, prefix=prefix)


def _fields() -> tuple[Exhibit, ...]:
    form, wrong = _Specimen(), _filled("salah")
    fields = exhibit(
        "medan",
        state("teks dengan bantuan", field=form["activity"]),
        state("dengan galat", field=wrong["budget"]),
        state("pilihan dari daftar", field=form["agency"]),
        state("pilihan sedikit", field=form["decision"]),
        state("boleh kosong", field=form["note"]),
        state("centang", field=form["agreed"]),
        state("centang dengan galat", field=wrong["agreed"]),
        state("tersembunyi", field=form["token"]),
    )
    return (
        fields,
        exhibit("galat", state("isian salah", field=_filled("galat")["budget"])),
        exhibit("langkah", state("langkah kedua", steps=_STEPS, number=2, note="sisa sekitar 3 menit")),
    )


def _answers() -> tuple[Exhibit, ...]:
    messages = [state(kind, kind=kind, title=title, text=text) for kind, title, text in _MESSAGES]
    return (
        exhibit("pesan", *messages),
        exhibit("dialog", State("tidak bisa dibatalkan", _ASK), template="web/gallery/dialog.html"),
    )


def _waiting() -> tuple[Exhibit, ...]:
    limits, leave = "CSV atau XLSX, paling besar 50 MB", "Boleh ditinggal; hasilnya ada di Tugas Saya."
    return (
        exhibit("unggah", state("siap", field=_Specimen(prefix="unggah")["sheet"], limits=limits)),
        exhibit(
            "kemajuan",
            state("ujungnya diketahui", label="Memeriksa baris", done=12_400, total=20_000, note=leave),
            state("ujungnya belum diketahui", label="Menghitung ulang angka"),
        ),
        exhibit("memuat", state("selama menunggu", id="contoh-memuat", label="Sedang diambil")),
    )
