"""What an error page says: a title and the next step, in Indonesian and in English."""

from typing import NamedTuple


class Words(NamedTuple):
    """Both languages at once: whoever meets an error may not have chosen a language yet."""

    title: str
    sentence: str
    title_en: str
    sentence_en: str


_WORDS = {
    400: Words(
        "Permintaan ini tidak bisa dibaca",
        "Alamat atau isiannya tidak lengkap. Kembali ke halaman tadi lalu coba lagi.",
        "This request cannot be read",
        "The address or the form is incomplete. Go back and try again.",
    ),
    403: Words(
        "Peran Anda tidak mencakup tindakan ini",
        "Masuk dengan akun yang berhak, atau minta kepada administrator perangkat daerah Anda.",
        "Your role does not cover this",
        "Sign in with an account that may do it, or ask your agency's administrator.",
    ),
    404: Words(
        "Halaman ini tidak ada",
        "Halaman ini tidak ada atau bukan milik pemerintah daerah Anda. Cari dari beranda.",
        "There is no such page",
        "It does not exist or does not belong to your government. Start from the home page.",
    ),
    405: Words(
        "Halaman ini tidak menerima tindakan itu",
        "Kembali ke halaman tadi dan pakai tombol yang tersedia di sana.",
        "This page does not take that action",
        "Go back and use the buttons that the page offers.",
    ),
    409: Words(
        "Keadaannya sudah berubah",
        "Orang lain sudah bertindak lebih dulu. Muat ulang halaman tadi lalu lihat hasilnya.",
        "Things have changed meanwhile",
        "Somebody else acted first. Reload the page to see the result.",
    ),
    413: Words(
        "Berkas terlalu besar",
        "Kecilkan berkasnya, bagi menjadi dua, atau kirim sebagai CSV.",
        "The file is too large",
        "Make it smaller, split it in two, or send it as CSV.",
    ),
    429: Words(
        "Terlalu banyak permintaan",
        "Tunggu satu menit, lalu coba lagi. Isian Anda tidak hilang.",
        "Too many requests",
        "Wait a minute, then try again. What you typed is kept.",
    ),
    500: Words(
        "Ada yang salah di pihak kami",
        "Pengelola sudah diberi tahu. Coba lagi sebentar; bila tetap gagal, sebutkan nomor di bawah.",
        "Something went wrong on our side",
        "The operators have been told. Try again shortly; if it still fails, quote the number below.",
    ),
    503: Words(
        "Sedang dirawat",
        "Layanan ini berhenti sebentar untuk perawatan. Coba lagi beberapa menit lagi.",
        "Down for maintenance",
        "The service is paused for maintenance. Try again in a few minutes.",
    ),
}

# A form was sent from a page that had lain open too long: its own words, as 403 would blame the person.
STALE_FORM = Words(
    "Halaman ini terbuka terlalu lama",
    "Demi keamanan, isian tidak dikirim. Kembali, muat ulang halaman, lalu kirim lagi.",
    "This page was open for too long",
    "For safety nothing was sent. Go back, reload the page, and send again.",
)


def of(status: int) -> Words:
    """The words of a status; 400 speaks for other errors of the request, 500 for other errors of ours."""
    return _WORDS.get(status, _WORDS[500 if status >= 500 else 400])
