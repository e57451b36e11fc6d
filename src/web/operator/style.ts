/** The pages of the operator: no picture, no font and no script from elsewhere. */
export const style = `
:root { color-scheme: light dark; --back: #f6f0e4; --card: #fffdf8; --line: #e5dac6; --ink: #2a251f; --soft: #6b6054;
  --discord: #4f5bd5; --telegram: #16749f; --sent: #26703f; --failed: #b3261e; --unknown: #96600a; --skipped: #8a7f73;
  --left: #e5dac6; --focus: #1c5fb8; }
@media (prefers-color-scheme: dark) { :root { --back: #171412; --card: #1e1a17; --line: #3b332d; --ink: #ece5db;
  --soft: #a99d8f; --discord: #8b95f6; --telegram: #57b4dd; --sent: #7fce98; --failed: #f2897f; --unknown: #e0b060;
  --skipped: #8f857a; --left: #3b332d; --focus: #8db8f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header, main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; padding-bottom: 0; }
h1 { font-size: 1.4rem; margin: 0; flex: 1 1 auto; }
h2 { font-size: 1.05rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
a { color: var(--focus); }
nav { display: flex; gap: .75rem; align-items: baseline; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .875rem 1rem; margin: 0 0 1rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
svg { display: block; width: 100%; }
.bar { height: .75rem; margin: .5rem 0; border-radius: .375rem; background: var(--left); }
.bar .sent { fill: var(--sent); } .bar .failed { fill: var(--failed); } .bar .unknown { fill: var(--unknown); } .bar .skipped { fill: var(--skipped); }
.chart { height: auto; overflow: visible; } .chart text { fill: var(--soft); font-size: 12px; }
@media (max-width: 30rem) { .chart text { font-size: 24px; } }
.grid { stroke: var(--line); } .rate { fill: none; stroke-width: 2; stroke-linejoin: round; }
.limit { stroke-dasharray: 4 4; opacity: .6; }
.rate.discord, .limit.discord { stroke: var(--discord); } .rate.telegram, .limit.telegram { stroke: var(--telegram); }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .875rem; }
.key span::before { content: ""; display: inline-block; width: .75rem; height: .75rem; margin-right: .375rem; border-radius: .125rem; background: currentColor; }
.key .discord { color: var(--discord); } .key .telegram { color: var(--telegram); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .25rem 1rem; margin: .5rem 0 0; }
dt { color: var(--soft); font-size: .875rem; } dd { margin: 0; font-variant-numeric: tabular-nums; }
form { display: grid; gap: .75rem; max-width: 24rem; } nav form { display: block; }
input, button { font: inherit; padding: .5rem .75rem; min-height: 2.75rem; border: 1px solid var(--soft); border-radius: .375rem; background: var(--card); color: var(--ink); width: 100%; }
nav button { width: auto; min-height: 0; border: 0; padding: 0; background: none; color: var(--focus); text-decoration: underline; cursor: pointer; }
.wrong { color: var(--failed); } :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
`;

/** Refreshes the figures while the page is visible, and shows when that failed. */
export const script = `
const main = document.querySelector('main');
const stale = document.querySelector('[data-stale]');
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const text = await answer.text();
    const part = text.slice(text.indexOf('<main>'), text.lastIndexOf('</main>') + 7);
    const fresh = new DOMParser().parseFromString(part, 'text/html').querySelector('main');
    if (answer.ok && fresh) main.replaceChildren(...fresh.childNodes);
    stale.hidden = answer.ok;
  } catch { stale.hidden = false; }
}, 5000);
`;
