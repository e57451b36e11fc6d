/** The public pages: nothing is loaded from elsewhere. */
export const style = `
:root { color-scheme: light dark; --back: #f6f0e4; --card: #fffdf8; --line: #d9cbb3; --ink: #2a251f; --soft: #62584c;
  --link: #1c5fb8; --bad: #b3261e; --wait: #855207; --today: #fbe9c6; --focus: #1c5fb8; }
@media (prefers-color-scheme: dark) { :root { --back: #171412; --card: #1e1a17; --line: #463c34; --ink: #ece5db;
  --soft: #b3a799; --link: #8db8f5; --bad: #f2897f; --wait: #e0b060; --today: #3a2f1c; --focus: #8db8f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; padding-bottom: 0; }
a { color: var(--link); } a:hover { text-decoration-thickness: 2px; }
header a, nav a, .subscribe a, p > a:only-child { display: inline-block; padding: .25rem 0; min-height: 2rem; }
header nav, .views, .months { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.months { justify-content: space-between; margin: .5rem 0; }
[aria-current] { color: var(--ink); text-decoration: none; font-weight: 600; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .25rem 0 .75rem; } h2 { font-size: 1.1rem; margin: 1rem 0 .25rem; }
ol, .subscribe ul { list-style: none; margin: 0; padding: 0; }
.entry { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .625rem .875rem; margin: 0 0 .5rem; }
.entry a { font-weight: 600; display: inline-block; min-height: 1.5rem; } .entry p { margin: .125rem 0 0; color: var(--soft); }
.cancelled a { text-decoration: line-through; }
.mark { font-weight: 600; color: var(--wait); } .mark.cancelled { color: var(--bad); }
dl { margin: 0 0 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .625rem .875rem; }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .25rem 0; } dt { color: var(--soft); min-width: 7rem; } dd { margin: 0; flex: 1 1 14rem; }
.about { max-width: 42rem; margin: .5rem 0; }
.subscribe ul { display: flex; flex-wrap: wrap; gap: 0 1rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; background: var(--card); }
th, td { border: 1px solid var(--line); padding: .25rem; vertical-align: top; text-align: left; font-weight: 400; }
th { color: var(--soft); font-size: .875rem; } td { height: 6rem; } td.outside { background: var(--back); } td.today { background: var(--today); }
td p { margin: 0; display: flex; flex-wrap: wrap; gap: 0 .375rem; justify-content: space-between; } .lunar, .at { color: var(--soft); font-size: .8125rem; }
td ul { list-style: none; margin: .25rem 0 0; padding: 0; font-size: .875rem; line-height: 1.3; } td li { padding: .125rem 0; } td li a { display: inline-block; min-height: 1.5rem; }
.days, .to-day { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
td { position: relative; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; display: inline-block; padding: .5rem 1rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; } main:focus { outline: none; }
@media screen and (max-width: 44rem) { td { height: 3.25rem; } td ul, .alone { display: none; } .days { display: block; }
  .to-day { display: block; font-weight: 600; min-width: 1.75rem; min-height: 1.75rem; } .dots { display: block; font-size: .875rem; line-height: .75; }
  td p { flex-direction: column; justify-content: flex-start; } .lunar { font-size: .6875rem; } }
@media print { :root { --back: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --link: #000; --today: #eee; }
  header nav, .views, .months, .subscribe, .skip { display: none; } .entry, tr { break-inside: avoid; } td { height: 4.5rem; } }
`;
