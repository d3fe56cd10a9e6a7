// Dark or light, as the person chose on this device. Loaded in the head, so that nothing flashes.
// Attaches to: [data-simpul-tema] (a button; data-gelap and data-terang are its words).
(() => {
  const KEY = "simpul-tema";
  const root = document.documentElement;
  if (root.hasAttribute("data-theme")) return; // the page has a fixed theme

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const store = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // without storage the choice lasts for this page
    }
  };
  const isDark = () => root.dataset.theme === "gelap";

  if (stored() === "gelap") root.dataset.theme = "gelap";

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-simpul-tema]")) {
      const label = () => {
        button.textContent = isDark() ? button.dataset.terang : button.dataset.gelap;
      };
      button.hidden = false;
      label();
      button.addEventListener("click", () => {
        if (isDark()) delete root.dataset.theme;
        else root.dataset.theme = "gelap";
        store(isDark() ? "gelap" : "terang");
        label();
      });
    }
  });
})();
