import { Html } from '../i18n/html.ts';

/**
 * How every page looks: system letters, light and dark by the reader's setting, contrast of at least 4.5 to 1, no
 * picture and no script. Written once here; the policy of pages allows styles of their own and nothing from elsewhere.
 */
export const style = new Html(`
:root {
  color-scheme: light dark;
  --ink: #1d1d1b; --soft: #5a5a55; --paper: #ffffff; --ground: #f4f4f1; --line: #6f6f69; --hair: #d9d9d3;
  --accent: #0b5c4a; --on: #ffffff; --fault: #9b1c1c; --warn: #7a4a00; --bar: #2f8f78; --bar-warn: #c77700; --bar-fault: #c23b3b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ececea; --soft: #b9b9b2; --paper: #232320; --ground: #161614; --line: #a3a39c; --hair: #45453f;
    --accent: #7fd6bf; --on: #10211c; --fault: #ffb4ab; --warn: #ffcf87; --bar: #5fb8a0; --bar-warn: #e0a04a; --bar-fault: #ef8a80;
  }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 1000px; margin: 24px auto; padding: 24px; background: var(--paper); border-radius: 12px; }
main.narrow { max-width: 460px; margin-top: 8vh; }
header { background: var(--paper); border-bottom: 1px solid var(--hair); }
header > div { max-width: 1048px; margin: 0 auto; padding: 8px 24px; display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; }
header nav { display: flex; flex-wrap: wrap; gap: 4px 16px; flex: 1; }
header nav a { padding: 8px 0; text-decoration: none; }
header nav a[aria-current] { font-weight: 600; text-decoration: underline; text-underline-offset: 6px; }
header form { display: flex; gap: 12px; align-items: center; margin: 0; }
h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.25; }
h2 { margin: 32px 0 8px; font-size: 19px; }
h3 { margin: 20px 0 4px; font-size: 16px; }
p { margin: 0 0 12px; }
a { color: var(--accent); }
form { margin: 0 0 16px; }
label { font-weight: 600; }
input, select, textarea { box-sizing: border-box; max-width: 100%; padding: 10px; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 8px; }
select option { color: var(--ink); background: var(--paper); }
input[type='checkbox'], input[type='radio'] { width: 20px; height: 20px; margin: 2px 8px 2px 0; vertical-align: middle; accent-color: var(--accent); }
.wide { width: 100%; margin: 4px 0 12px; }
button { padding: 10px 20px; font: inherit; font-weight: 600; color: var(--on); background: var(--accent); border: 1px solid var(--accent); border-radius: 8px; cursor: pointer; }
button.plain { color: var(--accent); background: transparent; }
fieldset { min-width: 0; margin: 0 0 16px; padding: 12px 16px; border: 1px solid var(--hair); border-radius: 8px; }
legend { padding: 0 6px; font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; margin: 0 0 16px; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; color: var(--soft); padding: 0 0 8px; }
th, td { padding: 8px 10px 8px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--hair); }
th { font-size: 14px; color: var(--soft); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 16px; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
ol.timeline { margin: 0; padding: 0; list-style: none; border-left: 2px solid var(--hair); }
ol.timeline li { padding: 4px 0 12px 16px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; border: 1px solid var(--hair); border-radius: 8px; font: inherit; }
.bars { margin: 0 0 16px; }
.bars figcaption { color: var(--soft); padding: 0 0 4px; }
.bar { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; margin: 0 0 8px; }
.bar svg { grid-column: 1 / -1; width: 100%; height: 14px; background: var(--ground); }
.key { margin-right: 12px; white-space: nowrap; }
.fault { color: var(--fault); font-weight: 600; }
.warn { color: var(--warn); font-weight: 600; }
.done { color: var(--accent); font-weight: 600; }
.soft, .hint { color: var(--soft); font-size: 14px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin: 12px 0; }
.actions > span { max-width: 100%; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px; background: var(--paper); }
@media (max-width: 600px) {
  main { margin: 0; border-radius: 0; padding: 16px; }
  main.narrow { margin-top: 0; min-height: 100vh; box-sizing: border-box; padding: 32px 24px; }
  header > div { padding: 8px 16px; }
  header nav { flex: 1 1 100%; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 8px; }
}
@media print { header { display: none; } main { margin: 0; max-width: none; } }
`);
