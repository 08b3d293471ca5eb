"use strict";
// Leaves in the lists of the front page what has a name, pinyin or old name that begins as typed. Without it the lists stand whole.
const box = document.getElementById("find"), typed = document.getElementById("typed"), said = document.getElementById("said");
const plain = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ü", "v").replace(/[\s'’·-]/g, "");
const fits = (name, word) => name.startsWith(word) || (word > "\u2e80" && name.includes(word));
const entries = [...document.querySelectorAll("[data-names]")].map((row) => ({
  row,
  groups: row.dataset.names.split(";").map((group) => group.split(" ")),
}));

const show = () => {
  const word = plain(typed.value);
  for (const entry of entries) {
    const at = word ? entry.groups.findIndex((group) => group.some((name) => fits(name, word))) : 0;
    entry.found = at >= 0;
    entry.row.hidden = at < 0 && entry.row.tagName === "LI";
    entry.row.querySelector("small")?.remove();
    if (at > 0) {
      const inside = document.createElement("small");
      inside.textContent = " " + entry.groups[at][0];
      entry.row.append(inside);
    }
  }
  const left = entries.filter((entry) => entry.found);
  for (const region of document.querySelectorAll(".region")) region.hidden = !left.some((entry) => region.contains(entry.row));
  for (const label of document.querySelectorAll(".region .subtitle")) label.hidden = !label.nextElementSibling.querySelector("li:not([hidden])");
  said.textContent = !word ? "" : left.length ? box.dataset.some.replace("#", left.length) : box.dataset.none;
  return left;
};

typed.addEventListener("input", show);
box.addEventListener("submit", (event) => {
  event.preventDefault();
  if (typed.value) show()[0]?.row.querySelector("a").click();
});
box.hidden = false;
show();
