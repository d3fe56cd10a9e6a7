// Live events of /langsung/, shared by all tabs of a browser: one tab holds the stream, the others hear it.
//
// What pages see:
//   html[data-simpul-sambungan]            "menyambung", "tersambung" (stream) or "jajak" (asking every 2 s)
//   event "simpul:peristiwa" on document   detail {id, kind, key, payload}
//   event "simpul:sela" on document        too much was missed to tell: everything may have changed
// Attaches to: [data-simpul-segarkan="kind:keyprefix kind:..."] with data-simpul-url: its inside is fetched anew
//   when such an event comes. [data-simpul-sejak="n"]: the position at which the server made the page.
(() => {
  "use strict";
  const PATH = "/langsung/";
  const POLL_MS = 2000, STREAM_AGAIN_MS = 10000, PATIENCE_MS = 3000, GATHER_MS = 120;
  const root = document.documentElement;
  const made = document.querySelector("[data-simpul-sejak]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("simpul-langsung") : null;
  const handled = new Set();
  let position = made ? Number(made.dataset.simpulSejak) : null;
  let stopped = false;

  function tell(state) {
    root.dataset.simpulSambungan = state;
  }

  // ---- what came in, from the stream, from asking, or from another tab

  function take(events) {
    for (const event of events) {
      if (handled.has(event.id)) continue;
      handled.add(event.id);
      if (handled.size > 1000) handled.delete(handled.values().next().value);
      position = Math.max(position ?? 0, event.id);
      document.dispatchEvent(new CustomEvent("simpul:peristiwa", { detail: event }));
      for (const part of parts()) if (concerns(part, event)) renew(part);
    }
  }

  function missed() {
    document.dispatchEvent(new CustomEvent("simpul:sela"));
    for (const part of parts()) renew(part);
  }

  function spread(message) {
    channel?.postMessage(message);
    receive(message);
  }

  function receive({ state, events, at, gap, hello }) {
    if (hello && holdsLine) channel?.postMessage({ state: root.dataset.simpulSambungan });
    if (state) tell(state);
    if (at !== undefined) position = gap ? at : Math.max(position ?? 0, at);
    if (events) take(events);
    if (gap) missed();
  }

  // ---- parts of the page that are fetched anew

  const parts = () => document.querySelectorAll("[data-simpul-segarkan][data-simpul-url]");
  const waiting = new WeakMap();

  function concerns(part, { kind, key }) {
    return part.dataset.simpulSegarkan.split(/\s+/).some((wanted) => {
      const [wantedKind, ...prefix] = wanted.split(":");
      return wantedKind === kind && key.startsWith(prefix.join(":"));
    });
  }

  function renew(part) {
    clearTimeout(waiting.get(part)); // a release makes many events: one fetch answers them all
    waiting.set(part, setTimeout(() => fetchPart(part), GATHER_MS));
  }

  async function fetchPart(part) {
    if (isBeingFilledIn(part)) {
      part.addEventListener("focusout", () => renew(part), { once: true });
      return;
    }
    try {
      const headers = { "HX-Request": "true" };
      const answer = await fetch(part.dataset.simpulUrl, { headers, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const text = await answer.text();
      if (part.isConnected) swap(part, text);
    } catch {
      setTimeout(() => renew(part), POLL_MS); // the line is away: what was said to be new is still wanted
    }
  }

  function isBeingFilledIn(part) {
    const active = document.activeElement;
    return part.contains(active) && active.matches("input, select, textarea, [contenteditable]");
  }

  function swap(part, text) {
    const place = focusedPlace(part);
    const open = [...part.querySelectorAll("details[open][id]")].map((details) => details.id);
    part.innerHTML = text;
    for (const id of open) part.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    if (place) findPlace(part, place)?.focus({ preventScroll: true });
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
      part.animate([{ opacity: 0.35 }, { opacity: 1 }], { duration: 260, easing: "ease-out" });
    document.dispatchEvent(new CustomEvent("simpul:diganti", { detail: { part } }));
  }

  const focusable = (part) => [...part.querySelectorAll("a[href], button, summary, [tabindex]")];

  function focusedPlace(part) {
    const active = document.activeElement;
    if (active === part || !part.contains(active)) return null;
    return { id: active.id, href: active.getAttribute("href"), nth: focusable(part).indexOf(active) };
  }

  function findPlace(part, { id, href, nth }) {
    const all = focusable(part);
    return (id && document.getElementById(id)) || all.find((one) => href && one.getAttribute("href") === href) || all[nth];
  }

  // ---- the tab that holds the line

  let holdsLine = false, stream = null, patience = null, again = null, poll = null;

  function holdLine() {
    holdsLine = true;
    openStream();
  }

  function openStream() {
    if (stopped) return;
    if (!("EventSource" in window)) return startPolling();
    stream = new EventSource(PATH + (position === null ? "" : `?sejak=${position}`), { withCredentials: true });
    stream.addEventListener("mulai", (event) => reached({ at: Number(event.lastEventId) }));
    stream.addEventListener("sela", (event) => reached({ at: Number(event.lastEventId), gap: true }));
    stream.addEventListener("peristiwa", (event) => spread({ events: [JSON.parse(event.data)] }));
    stream.addEventListener("putus", closeStream); // asking tells whether this person may still listen
    stream.addEventListener("error", () => stream.readyState === EventSource.CLOSED && closeStream());
    stream.addEventListener("error", losePatience); // else the browser tries again by itself, from where it was
    losePatience();
  }

  function reached(news) {
    clearTimeout(patience);
    patience = null;
    stopPolling();
    spread({ state: "tersambung", ...news });
  }

  function losePatience() {
    patience ??= setTimeout(startPolling, PATIENCE_MS);
    if (!poll) spread({ state: "menyambung" });
  }

  function closeStream() {
    stream.close();
    startPolling();
    clearTimeout(again);
    again = setTimeout(openStream, STREAM_AGAIN_MS);
  }

  function startPolling() {
    if (stopped || poll) return;
    poll = setInterval(ask, POLL_MS);
    ask();
  }

  function stopPolling() {
    clearInterval(poll);
    poll = null;
  }

  let asking = false;

  async function ask() {
    if (asking) return;
    asking = true;
    try {
      const query = position === null ? "" : `?sejak=${position}`;
      const headers = { Accept: "application/json" };
      const answer = await fetch(`${PATH}jajak/${query}`, { headers, credentials: "same-origin" });
      if (answer.redirected || answer.status === 403 || answer.status === 404) return stop();
      if (!answer.ok) throw new Error(answer.statusText);
      const { sejak, utuh, peristiwa } = await answer.json();
      spread({ state: poll ? "jajak" : undefined, at: sejak, gap: !utuh, events: peristiwa });
    } catch {
      if (poll) spread({ state: "menyambung" });
    } finally {
      asking = false;
    }
  }

  function stop() { // signed out, or no longer in a post that listens
    stopped = true;
    clearTimeout(again);
    stopPolling();
    stream?.close();
    tell("menyambung");
  }

  // ---- one tab holds the line; when it closes, the next takes over

  tell("menyambung");
  if (channel) channel.onmessage = (message) => receive(message.data);
  if (channel && navigator.locks) { // locks exist on https and localhost only; elsewhere each tab has its own
    channel.postMessage({ hello: true });
    if (position !== null) ask(); // what came between the making of this page and its listening
    navigator.locks.request("simpul-langsung", () => new Promise(holdLine)); // kept while the tab lives
  } else {
    holdLine();
  }
})();
