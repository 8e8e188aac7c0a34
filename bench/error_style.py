"""How the error pages look and filter: inline, so that a page is one file."""

STYLE = """
:root { --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #fff; --sheet: #f6f8fa;
  --mark: #fff3c4; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --paper: #0d1117; --sheet: #161b22;
    --mark: #4b3a00; --link: #6cb6ff; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 16px/1.55 system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
:lang(zh-Hant) { font-family: system-ui, "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
a { color: var(--link); }
nav { display: flex; gap: 4px 14px; overflow-x: auto; padding: 10px 16px; white-space: nowrap;
  border-bottom: 1px solid var(--line); }
nav a { padding: 4px 0; text-decoration: none; } nav a[aria-current] { font-weight: 600; color: var(--ink); }
@media (min-width: 800px) { nav { flex-wrap: wrap; } }
small { color: var(--soft); }
main { max-width: 860px; margin: 0 auto; padding: 16px; }
h1 { font-size: 24px; line-height: 1.25; margin: 8px 0; }
.filters { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin: 16px 0; }
.filters label { display: grid; font-size: 13px; color: var(--soft); }
select { font: inherit; font-size: 16px; min-height: 40px; max-width: 100%; color: inherit; background: var(--paper);
  border: 1px solid var(--line); border-radius: 6px; padding: 4px 8px; }
output { min-height: 40px; display: flex; align-items: center; color: var(--soft); }
article { border: 1px solid var(--line); border-radius: 8px; margin: 12px 0; padding: 12px 14px;
  background: var(--sheet); }
article[hidden] { display: none; }
header { display: flex; flex-wrap: wrap; gap: 2px 10px; font-size: 13px; } header span { color: var(--soft); }
.text { margin: 8px 0; font-size: 17px; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; border-radius: 4px; padding: 0 4px; font-size: 13px;
  white-space: nowrap; }
dl { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; } dl div { display: flex; gap: 6px; }
dt { color: var(--soft); } dd { margin: 0; }
ul { margin: 6px 0 0; padding-left: 20px; }
mark.missed { outline: 2px solid #cf222e; } mark.extra { outline: 2px dashed #cf222e; }
mark.cut { outline: 2px dotted #bc4c00; }
.legend { display: flex; flex-wrap: wrap; gap: 8px 12px; }
.pages { font-size: 18px; line-height: 2; }
.notes { font-variant-numeric: tabular-nums; }
summary { cursor: pointer; padding: 6px 0; color: var(--soft); } code { overflow-wrap: anywhere; }
"""

SCRIPT = """
const chosen = [...document.querySelectorAll("[data-filter]")];
const posts = [...document.querySelectorAll("article")];
const count = document.querySelector("[data-count]");
const show = () => {
  let seen = 0;
  for (const post of posts) {
    post.hidden = chosen.some(c => c.value && post.dataset[c.dataset.filter] !== c.value);
    seen += !post.hidden;
  }
  if (count) count.textContent = seen === 1 ? "1 post" : `${seen} posts`;
};
for (const c of chosen) c.addEventListener("change", show);
show();
"""
