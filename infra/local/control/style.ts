/** The look of the runtime's own pages. */
export const style = `
:root { color-scheme: light dark; --paper: #f6f5f2; --card: #fff; --ink: #1d2329; --soft: #5b6570; --line: #dcd9d2;
  --accent: #0b6e5f; --bubble: #dff1ec; --alert: #b4430f; --alert-paper: #fdf1ea; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181c; --card: #1d2329; --ink: #e8e6e1; --soft: #a2abb5; --line: #343c45;
  --accent: #5cc7b2; --bubble: #17423a; --alert: #ff9d66; --alert-paper: #33231a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main, header { max-width: 76rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .75rem 2rem; align-items: end; justify-content: space-between; }
h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 0 0 .75rem; font-size: 1.1rem; }
h2 small { font-weight: 400; color: var(--soft); }
p { margin: .25rem 0; } a { color: var(--accent); } .soft, time { color: var(--soft); font-size: .875rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; } .clock { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.clock time { color: var(--ink); font-size: 1.05rem; font-variant-numeric: tabular-nums; } form { display: inline; }
button { font: inherit; padding: .35rem .8rem; min-height: 2.5rem; border: 1px solid var(--accent); border-radius: .4rem;
  background: transparent; color: var(--accent); cursor: pointer; }
button:hover { background: var(--accent); color: var(--paper); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.columns { display: grid; gap: 2rem; } @media (min-width: 60rem) { .columns { grid-template-columns: 1.7fr 1fr; } .mail { grid-row: span 2; } }
section { min-width: 0; } .card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin-bottom: .75rem; overflow: hidden; }
summary { padding: .7rem 1rem; cursor: pointer; overflow-wrap: anywhere; } summary strong { display: block; }
iframe { display: block; width: 100%; height: 24rem; border: 0; border-top: 1px solid var(--line); background: #fff; color-scheme: light; resize: vertical; }
pre { margin: 0; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; } .card details { border-top: 1px solid var(--line); }
.phone { display: flex; flex-direction: column; gap: .9rem; } .bubble { background: var(--bubble); border-radius: 1rem 1rem 1rem .25rem; padding: .6rem .9rem;
  max-width: 24rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.alert { border-left: 4px solid var(--alert); background: var(--alert-paper); padding: .7rem 1rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; } .role { color: var(--alert); font-weight: 600; } .alert strong { display: block; }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; background: var(--card); }
th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; } code { overflow-wrap: anywhere; user-select: all; }
`;
