// Copies the text of an element and says so in the button for two seconds.
// Attaches to: button[data-simpul-salin="id of the element"]; data-selesai is the word afterwards.
(() => {
  for (const button of document.querySelectorAll("[data-simpul-salin]")) {
    if (!navigator.clipboard) continue; // only offered where it works
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.simpulSalin).textContent.trim());
      button.textContent = button.dataset.selesai;
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    });
  }
})();
