// The wall's clock and the rotation of its sheets.
// Attaches to: time[data-simpul-jam="Asia/Makassar"] (shows HH.MM there) and [data-simpul-putar="seconds"].
(() => {
  for (const clock of document.querySelectorAll("[data-simpul-jam]")) {
    const format = new Intl.DateTimeFormat("id-ID", {
      timeZone: clock.dataset.simpulJam,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    const tick = () => {
      clock.textContent = format.format(new Date()).replace(":", ".");
    };
    tick();
    setInterval(tick, 1000);
  }

  for (const stage of document.querySelectorAll("[data-simpul-putar]")) {
    const sheets = [...stage.children];
    if (sheets.length < 2) continue;
    let shown = 0;
    sheets[shown].dataset.tampil = "";
    stage.dataset.jalan = "";
    setInterval(() => {
      delete sheets[shown].dataset.tampil;
      shown = (shown + 1) % sheets.length;
      sheets[shown].dataset.tampil = "";
    }, Number(stage.dataset.simpulPutar) * 1000);
  }
})();
