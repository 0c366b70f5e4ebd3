import { Html } from '../i18n/html.ts';

/**
 * The design system: tokens by role with a light and a dark value, and the parts that pages are made of. Text reaches a contrast
 * of 4.5 to 1 and borders of controls 3 to 1 in both schemes. No picture, no script, nothing from elsewhere. A part comes in with
 * the first page that uses it.
 */
export const designStyle = new Html(`
:root {
  color-scheme: light dark;
  --font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
  --t12: 0.75rem; --t13: 0.8125rem; --t14: 0.875rem; --t16: 1rem; --t20: 1.25rem; --t26: 1.625rem;
  --regular: 400; --medium: 500; --bold: 600;
  --s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 20px; --s6: 24px; --s8: 32px; --s10: 40px;
  --r-s: 4px; --r-m: 6px; --r-l: 10px; --r-full: 999px;
  --control: 34px;  /* height of a control; 44px where the pointer is a finger */
  --bg: #f5f5f3; --surface: #ffffff; --sunken: #fafaf8; --raised: #ffffff; --hover: #f3f3f0;
  --text: #1b1c1e; --text-2: #505359; --text-3: #66696f;
  --line: #e3e3df; --line-2: #cfcfc9; --control-line: #878a8f;
  --accent: #0f5876; --accent-hover: #0b465e; --accent-soft: #e4f0f5; --on-accent: #ffffff;
  --danger: #a31f1b; --danger-soft: #fcebea; --danger-line: #eebfbc; --danger-fill: #c63a34;
  --warn: #754700; --warn-soft: #fcf1da; --warn-line: #e8cf9c; --warn-fill: #c98208;
  --good: #1b5f36; --good-soft: #e5f3e9; --good-line: #b9dcc4; --good-fill: #33895a;
  --info: #1e4c92; --info-soft: #e8effb; --info-line: #bfd2f1; --info-fill: #4a7cc9;
  --quiet: #4a4d53; --quiet-soft: #eeeeea; --quiet-line: #d5d5cf; --quiet-fill: #8b8e93;
  --shadow-1: 0 1px 2px rgb(20 22 26 / 6%);
  --shadow-2: 0 2px 6px rgb(20 22 26 / 8%), 0 12px 32px rgb(20 22 26 / 14%);
  --focus: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent);
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #121315; --surface: #1a1c1f; --sunken: #1f2125; --raised: #222529; --hover: #24272b;
    --text: #ececee; --text-2: #b6b9be; --text-3: #9da0a6;
    --line: #2d3035; --line-2: #41454c; --control-line: #757a82;
    --accent: #74c2de; --accent-hover: #95d3e9; --accent-soft: #14303c; --on-accent: #06202b;
    --danger: #ffaca6; --danger-soft: #391c1c; --danger-line: #6b302e; --danger-fill: #e0655e;
    --warn: #f0c577; --warn-soft: #332811; --warn-line: #5f4a1c; --warn-fill: #d69a34;
    --good: #90d6a8; --good-soft: #162d1f; --good-line: #2b5a3d; --good-fill: #53a877;
    --info: #a6c6ff; --info-soft: #1a2942; --info-line: #344f7f; --info-fill: #6d9be6;
    --quiet: #c1c4c9; --quiet-soft: #292c30; --quiet-line: #43474d; --quiet-fill: #8b8f96;
    --shadow-1: none;
    --shadow-2: 0 2px 6px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 55%);
  }
}
/* Base */
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%;  }
body { margin: 0; background: var(--bg); color: var(--text); font: var(--regular) var(--t14)/1.5 var(--font); overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, fieldset, pre { margin: 0; padding: 0; }
h1 { font-size: var(--t20); line-height: 1.3; font-weight: var(--bold); letter-spacing: -0.01em; }
h2 { font-size: var(--t14); line-height: 1.4; font-weight: var(--bold); }
h3 { font-size: var(--t14); line-height: 1.4; font-weight: var(--bold); }
ul, ol { list-style: none; }
a { color: var(--accent); text-underline-offset: 2px; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-hover); }
b, strong { font-weight: var(--bold); }
button, input, select, textarea { font: inherit; color: inherit; }
summary { cursor: pointer; }
:focus-visible { outline: 0; box-shadow: var(--focus); border-radius: var(--r-s); }
.i { width: 16px; height: 16px; flex: none; fill: none; stroke: currentcolor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; vertical-align: -3px; }
.soft { color: var(--text-2); }
.small { font-size: var(--t13); }
.vh { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: fixed; left: var(--s2); top: var(--s2); translate: 0 -200%; z-index: 60; padding: var(--s2) var(--s3); background: var(--raised); border-radius: var(--r-m); }
.skip:focus { translate: none; box-shadow: var(--shadow-2); }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2); }
.between { justify-content: space-between; }
.stack { display: grid; gap: var(--s4); align-content: start; min-width: 0; }
.stack > *, .cols > *, .card > * { min-width: 0; }
.stack.s { gap: var(--s2); } .stack.m { gap: var(--s3); }
/* Buttons, counters, people */
.btn { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: var(--control); padding: 0 var(--s3); border: 1px solid var(--line-2); border-radius: var(--r-m); background: var(--surface); color: var(--text); font-weight: var(--medium); font-size: var(--t14); line-height: 1.2; text-decoration: none; text-align: center; cursor: pointer; box-shadow: var(--shadow-1); }
.btn:hover { background: var(--hover); color: var(--text); }
.btn .i { color: var(--text-2); }
.btn.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.btn.primary .i { color: inherit; }
.btn.primary:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
.btn.ghost { border-color: transparent; background: none; box-shadow: none; }
.btn.ghost:hover { background: var(--hover); }
.btn.s { min-height: 28px; padding: 0 var(--s2); font-size: var(--t13); }
.btn:focus-visible, .chip:focus-visible, .views a:focus-visible { box-shadow: var(--focus); border-radius: var(--r-m); }
.tally { margin-left: auto; min-width: 20px; padding: 0 6px; font-size: var(--t12); line-height: 18px; text-align: center; font-weight: var(--medium); font-variant-numeric: tabular-nums; color: var(--text-2); border-radius: var(--r-full); }
.avatar { display: inline-grid; place-items: center; flex: none; width: 24px; height: 24px; border-radius: 50%; background: var(--quiet-soft); color: var(--quiet); font-size: 11px; font-weight: var(--bold); letter-spacing: 0.02em; border: 1px solid var(--quiet-line); }
.actions { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; }
.grow { flex: 1; text-align: left; }
/* Cards and columns */
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--r-l); box-shadow: var(--shadow-1); min-width: 0; }
.card > header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s1) var(--s3); padding: var(--s3) var(--s4) 0; }
.card > .body { padding: var(--s3) var(--s4) var(--s4); }
.card > header + .body { padding-top: var(--s2); }
.card > footer { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; padding: var(--s3) var(--s4); border-top: 1px solid var(--line); }
.card > .body.flush { padding: var(--s2) 0 0; }
.cols { display: grid; gap: var(--s4); align-items: start; }
.cols.three { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.cols.even { align-items: stretch; }
/* Work list */
.work > li { display: grid; grid-template-columns: 20px minmax(0, 1fr) auto; gap: 0 var(--s3); align-items: start; padding: 10px var(--s4); border-top: 1px solid var(--line); }
.work > li:first-child { border-top: 0; }
.work > li > .i { margin-top: 2px; color: var(--text-2); }
.work .what { font-weight: var(--medium); }
.work .what a { color: var(--text); text-decoration-color: var(--line-2); }
.work .what a:hover { color: var(--accent); }
.work .why { font-size: var(--t13); color: var(--text-2); }
.work .due { font-size: var(--t13); color: var(--text-2); }
.work .end { display: flex; align-items: center; gap: var(--s2); }
/* A page without a menu: the first one of the local runtime */
.brand { display: flex; align-items: center; gap: var(--s2); min-width: 0; color: var(--text); text-decoration: none; font-weight: var(--bold); }
.brand svg { flex: none; width: 22px; height: 22px; color: var(--accent); }
.plain-page { max-width: 1120px; margin: 0 auto; padding: var(--s8) var(--s6) var(--s10); display: grid; gap: var(--s6); }
.plain-page h1 { font-size: var(--t26); }
.story { display: grid; grid-template-rows: auto 1fr auto; }
.story .people { display: grid; gap: 6px; }
.todo { display: grid; gap: var(--s2); counter-reset: todo; }
.todo li { display: grid; grid-template-columns: 22px minmax(0, 1fr); gap: var(--s2); counter-increment: todo; }
.todo li::before { content: counter(todo); display: grid; place-items: center; width: 20px; height: 20px; margin-top: 1px; border-radius: 50%; font-size: var(--t12); font-weight: var(--bold); color: var(--text-2); box-shadow: inset 0 0 0 1px var(--control-line); font-variant-numeric: tabular-nums; }
.todo li.next::before { background: var(--accent); color: var(--on-accent); box-shadow: none; }
.clock { font-size: var(--t20); font-weight: var(--bold); font-variant-numeric: tabular-nums; line-height: 1.3; }
.card > header.tower { display: grid; justify-content: start; gap: 0; }
.story h2 { font-size: var(--t16); }
.stack.big { gap: var(--s5); }
.lead { max-width: 76ch; color: var(--text-2); }
.people .btn { justify-content: flex-start; width: 100%; }
.story footer.people { display: grid; }
.card > .clockbar { padding: var(--s4); }
.tally.here { margin: 0; background: var(--quiet-soft); }
/* A step that is done keeps its number in words for who cannot see the tick. */
.todo li.done { color: var(--text-2); }
.todo li.done::before { content: '✓'; color: var(--good); box-shadow: inset 0 0 0 1px var(--good-line); background: var(--good-soft); }
.todo form { display: inline; }
.todo .btn.s { height: auto; padding: 4px var(--s2); text-align: left; }
.plain-page > * { min-width: 0; }
@media screen and (max-width: 1000px) { .cols.three { grid-template-columns: minmax(0, 1fr); } }
@media screen and (max-width: 760px) {
  :root { --control: 40px; }
  body { font-size: 0.9375rem; }
  .card > header, .card > .body, .card > footer, .work > li { padding-left: var(--s3); padding-right: var(--s3); }
  .work > li { grid-template-columns: 20px minmax(0, 1fr); }
  .work .end { grid-column: 2; }
  .plain-page { padding: var(--s5) var(--s4) var(--s8); gap: var(--s5); }
  .plain-page > header nav { gap: 0; margin-left: calc(-1 * var(--s2)); }
  .plain-page > header nav .btn { padding: 0 var(--s2); }
  .clockbar .actions { width: 100%; }
  .clockbar .actions .btn { flex: 1 1 auto; }
}
@media (pointer: coarse) { .btn.s { min-height: 36px; } }
@media (prefers-reduced-motion: no-preference) { .btn { transition: background-color 0.12s; } }
@media (forced-colors: active) { .card, .btn { border: 1px solid; } }
@media print { .btn, .skip, .actions { display: none; } }
`);
