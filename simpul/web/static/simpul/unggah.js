// Upload with progress and by dropping a file. Without this script the form is sent as forms always were.
// Attaches to: form[data-simpul-unggah] that holds components/unggah.html.
(() => {
  const setUp = (form) => {
    const area = form.querySelector("[data-simpul-tempat]");
    const input = form.querySelector("input[type=file]");
    const status = form.querySelector("[data-simpul-kemajuan]");
    const words = status.querySelector("[data-simpul-kata]");
    const percent = status.querySelector("[data-simpul-persen]");
    const bar = status.querySelector("progress");

    for (const kind of ["dragenter", "dragover"]) {
      area.addEventListener(kind, (event) => {
        event.preventDefault();
        area.dataset.di = "atas";
      });
    }
    for (const kind of ["dragleave", "drop"]) area.addEventListener(kind, () => delete area.dataset.di);
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });

    const busy = (isBusy) => {
      for (const button of form.querySelectorAll("button")) button.disabled = isBusy;
      status.hidden = !isBusy;
    };
    const fail = () => {
      busy(false);
      status.hidden = false;
      words.textContent = status.dataset.gagal;
      percent.textContent = "";
    };

    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        bar.value = Math.round((loaded / total) * 100);
        percent.textContent = `${bar.value}%`;
      });
      request.upload.addEventListener("load", () => {
        words.textContent = status.dataset.periksa;
        percent.textContent = "";
        bar.removeAttribute("value");
      });
      request.addEventListener("error", fail);
      request.addEventListener("load", () => show(request, form));
      request.send(new FormData(form));
      busy(true);
      words.textContent = status.dataset.kirim;
    });
  };

  // A redirect was followed: go where it led. Otherwise the same page came back with its errors: show them.
  const show = (request, form) => {
    if (request.responseURL && request.responseURL !== new URL(form.action).href) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    for (const fresh of document.querySelectorAll("form[data-simpul-unggah]")) setUp(fresh);
    document.querySelector("main").focus();
  };

  for (const form of document.querySelectorAll("form[data-simpul-unggah]")) setUp(form);
})();
