"""Forms, buttons, messages, dialogs, uploads."""

from django import forms

from simpul.web import parts
from simpul.web.gallery.exhibits import Exhibit, Room, State

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
    sheet = forms.FileField(label="Taruh berkas di sini atau pilih")

    prefix = "contoh"
    use_required_attribute = False


def room() -> Room:
    """All that asks and answers."""
    return Room(
        "isian",
        "Isian dan pesan",
        (
            _buttons(),
            Exhibit("medan", (*_fields(), State("tersembunyi", {"field": _hidden()["token"]}))),
            Exhibit("galat", (State("isian salah", {"field": _filled()["budget"]}),)),
            Exhibit(
                "langkah",
                (State("langkah kedua", {"steps": _STEPS, "number": 2, "note": "sisa sekitar 3 menit"}),),
            ),
            Exhibit(
                "pesan",
                tuple(
                    State(kind, {"kind": kind, "text": text, "title": title})
                    for kind, title, text in _messages()
                ),
            ),
            Exhibit(
                "dialog", (State("perbuatan yang tidak bisa dibatalkan", _ASK),), "web/gallery/dialog.html"
            ),
            Exhibit(
                "unggah",
                (
                    State(
                        "siap", {"field": _Specimen()["sheet"], "limits": "CSV atau XLSX, paling besar 50 MB"}
                    ),
                ),
            ),
            Exhibit(
                "kemajuan",
                (
                    State(
                        "ujungnya diketahui",
                        {
                            "label": "Memeriksa baris",
                            "done": 12_400,
                            "total": 20_000,
                            "note": "Boleh ditinggal; hasilnya ada di Tugas Saya.",
                        },
                    ),
                    State("ujungnya belum diketahui", {"label": "Menghitung ulang angka"}),
                ),
            ),
            Exhibit(
                "memuat", (State("selama menunggu", {"id": "contoh-memuat", "label": "Sedang diambil"}),)
            ),
        ),
    )


def _buttons() -> Exhibit:
    return Exhibit(
        "tombol",
        (
            State("utama", {"label": "Kirim ke kepala"}),
            State("garis", {"label": "Simpan dulu", "kind": "garis", "url": "#"}),
            State(
                "lapor, di atas teluk",
                {"label": "Lapor masalah", "kind": "kunyit", "icon": "lapor", "url": "#"},
            ),
            State(
                "tidak bisa dibatalkan",
                {"label": "Hapus draf", "kind": "bahaya", "name": "tindakan", "value": "hapus"},
            ),
        ),
    )


def _filled() -> _Specimen:
    return _Specimen({"contoh-budget": "Rp 25 jt", "contoh-activity": "Pelatihan operator desa"})


def _fields() -> list[State]:
    form, wrong = _Specimen(), _filled()
    return [
        State("teks dengan bantuan", {"field": form["activity"]}),
        State("dengan galat", {"field": wrong["budget"]}),
        State("pilihan dari daftar", {"field": form["agency"]}),
        State("pilihan sedikit", {"field": form["decision"]}),
        State("boleh kosong", {"field": form["note"]}),
        State("centang", {"field": form["agreed"]}),
        State("centang dengan galat", {"field": wrong["agreed"]}),
    ]


class _Hidden(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, initial="contoh")


def _hidden() -> _Hidden:
    return _Hidden()


def _messages() -> list[tuple[str, str, str]]:
    return [
        ("success", "", "Terkirim ke kepala dinas. Anda dikabari begitu disetujui."),
        ("turn", "", "Giliran Anda sampai Selasa, 24 November."),
        ("warning", "Keterangan pengirim:", "“Pendataan ulang dua desa pesisir, September 2026.”"),
        ("error", "", "Berkas 14 MB, batasnya 10 MB. Perkecil fotonya atau kirim dua berkas."),
        (
            "info",
            "Dikembalikan.",
            "Periode tidak sesuai. Unggahan Anda tersimpan; ubah judul periode lalu kirim lagi.",
        ),
    ]
