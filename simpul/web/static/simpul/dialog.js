// Asks before an act that cannot be undone, with the consequence named in the dialog (components/dialog.html).
// Attaches to: form[data-simpul-confirm="id of the dialog"]. The button in the dialog belongs to the form and
// sends yakin=ya; without this script the form is sent without it, and the server asks on a page of its own.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = document.getElementById(form.dataset.simpulConfirm || "");
    const isSure = event.submitter && event.submitter.name === "yakin";
    if (!dialog || isSure) return;
    event.preventDefault();
    dialog.showModal();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-simpul-tutup]");
    if (button) button.closest("dialog").close();
  });
})();
