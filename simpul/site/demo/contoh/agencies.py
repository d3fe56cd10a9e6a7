"""The thirty agencies of Kabupaten Contoh and what each of them counts; all of it invented."""

from dataclasses import dataclass

from simpul.datahub import api as datahub

P = datahub.Pillar


@dataclass(frozen=True)
class Office:
    """An agency: code, name, short name, pillar, and the things it counts with their units."""

    code: str
    name: str
    short_name: str
    pillar: datahub.Pillar
    things: tuple[tuple[str, str], ...]


def _office(code: str, name: str, pillar: datahub.Pillar, things: str) -> Office:
    pairs = tuple((title.strip(), unit.strip()) for title, unit in (thing.split("|") for thing in things.split(";")))
    return Office(code, f"{name} Contoh", f"{name.removeprefix('Dinas ').removeprefix('Badan ')} Contoh", pillar, pairs)


OFFICES = (
    _office("DINKES", "Dinas Kesehatan", P.LIVING, "Kunjungan puskesmas|kunjungan;Balita stunting|persen;Imunisasi dasar lengkap|anak;Ibu hamil diperiksa|orang;Tenaga kesehatan|orang;Ketersediaan obat|persen;Kasus demam berdarah|kasus"),
    _office("DISDIK", "Dinas Pendidikan", P.SOCIETY, "Siswa sekolah dasar|siswa;Siswa sekolah menengah pertama|siswa;Guru bersertifikat|orang;Ruang kelas rusak|ruang;Angka putus sekolah|persen;Sekolah berinternet|sekolah;Kehadiran guru|persen"),
    _office("DISDUKCAPIL", "Dinas Kependudukan", P.GOVERNANCE, "Penduduk|jiwa;Akta kelahiran terbit|akta;Kartu identitas anak|kartu;Perekaman KTP elektronik|orang;Kematian tercatat|akta;Perpindahan penduduk|orang;Kartu keluarga terbit|kartu"),
    _office("DINSOS", "Dinas Sosial", P.SOCIETY, "Keluarga penerima bantuan|keluarga;Penyandang disabilitas terlayani|orang;Lanjut usia terlayani|orang;Penduduk miskin|persen;Bencana sosial ditangani|kejadian;Relawan sosial|orang;Panti terdaftar|panti"),
    _office("DPUPR", "Dinas Pekerjaan Umum", P.LIVING, "Jalan kondisi baik|km;Jalan rusak berat|km;Jembatan kondisi baik|jembatan;Sambungan air minum|sambungan;Saluran drainase dibangun|km;Irigasi berfungsi|hektare;Izin bangunan terbit|izin"),
    _office("DISPERKIM", "Dinas Perumahan", P.LIVING, "Rumah tidak layak huni|rumah;Rumah diperbaiki|rumah;Kawasan kumuh|hektare;Sanitasi layak|persen;Lampu jalan menyala|titik;Taman terpelihara|taman;Rumah susun terisi|unit"),
    _office("DISHUB", "Dinas Perhubungan", P.LIVING, "Penumpang angkutan umum|orang;Kendaraan uji berkala|kendaraan;Kecelakaan lalu lintas|kejadian;Rambu terpasang|rambu;Terminal beroperasi|terminal;Penumpang kapal|orang;Parkir tercatat|kendaraan"),
    _office("DISKOMINFO", "Dinas Komunikasi dan Informatika", P.GOVERNANCE, "Desa berinternet|desa;Aplikasi terdaftar|aplikasi;Laman tersedia|persen;Data set dirilis|data set;Insiden keamanan|kejadian;Pengunjung portal|kunjungan;Siaran pers|siaran"),
    _office("DPMPTSP", "Dinas Penanaman Modal", P.ECONOMY, "Nilai investasi|rupiah;Izin usaha terbit|izin;Waktu layanan izin|hari;Usaha mikro berizin|usaha;Tenaga kerja terserap|orang;Kunjungan calon investor|kunjungan;Kepuasan pemohon|indeks"),
    _office("DISPERINDAG", "Dinas Perindustrian dan Perdagangan", P.ECONOMY, "Harga beras|rupiah;Harga cabai|rupiah;Pasar terkelola|pasar;Industri kecil|usaha;Nilai produksi industri|rupiah;Alat ukur ditera|alat;Gudang terdaftar|gudang"),
    _office("DISKOP", "Dinas Koperasi", P.ECONOMY, "Koperasi aktif|koperasi;Anggota koperasi|orang;Usaha mikro dibina|usaha;Volume usaha koperasi|rupiah;Pelatihan wirausaha|orang;Koperasi diaudit|koperasi;Kredit tersalur|rupiah"),
    _office("DISNAKER", "Dinas Tenaga Kerja", P.ECONOMY, "Pengangguran terbuka|persen;Pencari kerja terdaftar|orang;Lowongan terdaftar|lowongan;Penempatan kerja|orang;Peserta pelatihan|orang;Perselisihan selesai|kasus;Perusahaan diperiksa|perusahaan"),
    _office("DISTAN", "Dinas Pertanian", P.ECONOMY, "Luas panen padi|hektare;Produksi padi|ton;Produksi jagung|ton;Populasi sapi|ekor;Kelompok tani aktif|kelompok;Pupuk tersalur|ton;Produktivitas padi|kuintal per hektare"),
    _office("DISKAN", "Dinas Perikanan", P.ECONOMY, "Produksi ikan tangkap|ton;Produksi budi daya|ton;Nelayan berkartu|orang;Kapal terdaftar|kapal;Kolam aktif|hektare;Konsumsi ikan|kilogram per jiwa;Benih ditebar|ribu ekor"),
    _office("DISBUN", "Dinas Perkebunan", P.ECONOMY, "Luas kebun rakyat|hektare;Produksi sawit rakyat|ton;Petani berkelompok|orang;Kebun diremajakan|hektare;Harga tandan|rupiah;Kebakaran kebun|kejadian"),
    _office("DKP", "Dinas Ketahanan Pangan", P.LIVING, "Cadangan beras|ton;Desa rawan pangan|desa;Skor pola pangan|indeks;Harga pangan pokok|rupiah;Lumbung aktif|lumbung;Pangan diperiksa|sampel"),
    _office("DLH", "Dinas Lingkungan Hidup", P.ENVIRONMENT, "Sampah terangkut|ton;Sampah terkelola|persen;Indeks kualitas air|indeks;Indeks kualitas udara|indeks;Bank sampah aktif|bank sampah;Pohon ditanam|pohon;Aduan lingkungan|aduan"),
    _office("DISPAR", "Dinas Pariwisata", P.BRANDING, "Kunjungan wisatawan|orang;Lama tinggal tamu|hari;Hotel terdaftar|hotel;Acara daerah|acara;Desa wisata|desa;Belanja wisatawan|rupiah;Pemandu bersertifikat|orang"),
    _office("DISPORA", "Dinas Pemuda dan Olahraga", P.SOCIETY, "Pemuda dilatih|orang;Klub olahraga|klub;Medali daerah|medali;Lapangan terpelihara|lapangan;Wirausaha muda|orang;Pramuka aktif|orang"),
    _office("DISPUSIP", "Dinas Perpustakaan", P.SOCIETY, "Kunjungan perpustakaan|kunjungan;Koleksi buku|buku;Indeks literasi|indeks;Arsip tertata|berkas;Perpustakaan desa|perpustakaan;Anggota perpustakaan|orang"),
    _office("DPMD", "Dinas Pemberdayaan Desa", P.GOVERNANCE, "Dana desa tersalur|rupiah;Desa mandiri|desa;Badan usaha desa aktif|badan usaha;Laporan desa tepat waktu|desa;Kader desa|orang;Musyawarah desa|kegiatan"),
    _office("DP3A", "Dinas Pemberdayaan Perempuan", P.SOCIETY, "Kasus kekerasan ditangani|kasus;Forum anak aktif|forum;Perempuan kepala keluarga dibina|orang;Indeks pembangunan gender|indeks;Ruang bermain anak|ruang;Konseling keluarga|sesi"),
    _office("DAMKAR", "Dinas Pemadam Kebakaran", P.LIVING, "Kebakaran ditangani|kejadian;Waktu tanggap|menit;Pos beroperasi|pos;Penyelamatan|kejadian;Warga dilatih|orang;Hidran berfungsi|hidran"),
    _office("SATPOL", "Satuan Polisi Pamong Praja", P.GOVERNANCE, "Pelanggaran ditindak|kasus;Patroli dilakukan|patroli;Perda ditegakkan|perda;Linmas aktif|orang;Aduan ketertiban|aduan;Penertiban|kegiatan"),
    _office("BPBD", "Badan Penanggulangan Bencana", P.ENVIRONMENT, "Kejadian banjir|kejadian;Desa tangguh bencana|desa;Warga terdampak|orang;Hari tanpa hujan|hari;Titik panas|titik;Logistik siap|paket;Waktu evakuasi|menit"),
    _office("BAPPEDA", "Badan Perencanaan", P.GOVERNANCE, "Pertumbuhan ekonomi|persen;Indeks pembangunan manusia|indeks;Usulan musrenbang|usulan;Program sesuai rencana|persen;Rasio Gini|rasio;Kajian selesai|kajian"),
    _office("BPKAD", "Badan Keuangan", P.GOVERNANCE, "Belanja daerah|rupiah;Serapan anggaran|persen;Aset bersertifikat|bidang;Silpa|rupiah;Pembayaran tepat waktu|persen;Laporan tepat waktu|laporan"),
    _office("BAPENDA", "Badan Pendapatan", P.ECONOMY, "Pendapatan asli daerah|rupiah;Wajib pajak patuh|persen;Pajak hotel|rupiah;Pajak restoran|rupiah;Objek pajak bumi|objek;Piutang tertagih|rupiah"),
    _office("BKPSDM", "Badan Kepegawaian", P.GOVERNANCE, "Pegawai|orang;Pegawai dilatih|orang;Indeks sistem merit|indeks;Kehadiran pegawai|persen;Jabatan terisi|persen;Pensiun setahun|orang"),
    _office("RSUD", "Rumah Sakit Daerah", P.LIVING, "Pasien rawat jalan|orang;Pasien rawat inap|orang;Tempat tidur terisi|persen;Waktu tunggu|menit;Tindakan operasi|tindakan;Kepuasan pasien|indeks;Rujukan diterima|orang"),
)  # fmt: skip
