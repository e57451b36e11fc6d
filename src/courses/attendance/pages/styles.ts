/** What all pages about attendance share: nothing is loaded from elsewhere. */
const base = `
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
`;

/** For a screen that is read from afar: dark, since rooms are darkened, with the QR code on white. */
export const screenStyle = `${base}
:root { color-scheme: dark; }
body { min-height: 100vh; background: #14110f; color: #f6f0e4; display: flex; }
main { margin: auto; padding: 2vmin; width: 100%; display: grid; grid-template-columns: auto 1fr; gap: 2vmin 5vmin; align-items: center; max-width: 190vmin; }
h1 { font-size: 4.5vmin; line-height: 1.2; margin: 0; } p { margin: 0; font-size: 3vmin; }
header, footer { grid-column: 1 / -1; } footer { display: flex; flex-wrap: wrap; gap: 0 4vmin; justify-content: space-between; color: #cbbfae; }
.qr { background: #fff; border-radius: 1.5vmin; line-height: 0; } .qr svg { width: 56vmin; height: 56vmin; max-width: 100%; }
.code { font: 700 min(24vmin, 10.5vw)/1.1 ui-monospace, "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace; white-space: nowrap; margin: 1vmin 0; }
.left { height: 1vmin; background: #3b332c; border-radius: 1vmin; overflow: hidden; margin-top: 2vmin; }
.left span { display: block; height: 100%; background: #f0b860; transform-origin: left; animation: run-out linear both; }
@keyframes run-out { to { transform: scaleX(0); } }
@media (prefers-reduced-motion: reduce) { .left { display: none; } }
@media (orientation: portrait) { main { grid-template-columns: 1fr; justify-items: center; text-align: center; } footer { justify-content: center; } .left { width: 100%; } .code { font-size: 20vw; } }
`;

/** For a phone: an organiser's list, and how to check in. */
export const phoneStyle = `${base}
:root { color-scheme: light dark; --back: #f6f0e4; --card: #fffdf8; --line: #85776a; --ink: #2a251f; --soft: #5a5046; --go: #1d6b35; --on: #fff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --back: #171412; --card: #221d19; --line: #8d8073; --ink: #ece5db; --soft: #b9ad9d; --go: #7fd197; --on: #10240f; --bad: #f2897f; } }
body { background: var(--back); color: var(--ink); } main { max-width: 40rem; margin: 0 auto; padding: 1rem .75rem 4rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; } p { margin: 0 0 .5rem; } .soft { color: var(--soft); } .bad { color: var(--bad); font-weight: 600; }
ul { list-style: none; margin: 1rem 0; padding: 0; } li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .625rem .75rem; margin: 0 0 .5rem; scroll-margin: 1rem; }
h2 { font-size: 1.0625rem; margin: 0; } .state { font-weight: 600; }
form { margin: .5rem 0 0; } .choices { display: grid; grid-template-columns: repeat(2, 1fr); gap: .5rem; }
button, .button, summary { font: inherit; min-height: 3rem; border-radius: .5rem; border: 1px solid var(--line); background: transparent; color: inherit; width: 100%; padding: .5rem; cursor: pointer; }
.button { display: flex; align-items: center; justify-content: center; text-decoration: none; text-align: center; }
.main { background: var(--go); border-color: var(--go); color: var(--on); font-weight: 600; }
summary { display: flex; align-items: center; justify-content: center; margin-top: .5rem; }
label { display: block; margin: .5rem 0 .25rem; } input { font: inherit; width: 100%; min-height: 3rem; padding: .5rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--back); color: inherit; margin-bottom: .5rem; }
.code { font: 700 2.5rem/1.2 ui-monospace, "Roboto Mono", monospace; margin: .5rem 0; } .pages { display: flex; gap: .5rem; }
`;
