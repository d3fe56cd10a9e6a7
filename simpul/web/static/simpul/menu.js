// Menus are <details> and work without this; with it, Escape and a click elsewhere close them.
// Attaches to: details[data-simpul-menu].
(() => {
  const open = () => document.querySelectorAll("details[data-simpul-menu][open]");

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
