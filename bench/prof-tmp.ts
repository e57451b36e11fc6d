import { mkdtempSync } from 'node:fs';
import { begin } from './commands/begin.ts';
import { startPlatforms } from './commands/processes.ts';
import { eventsOnPGlite } from './commands/subjects.ts';
const platforms = await startPlatforms();
const folder = mkdtempSync('/tmp/first-');
const [subject] = await eventsOnPGlite(folder, false);
if (!subject) throw new Error('none');
const b = await begin(platforms, subject);
for (let i = 0; i < 3; i++) { const t = performance.now(); const c=b.running.cpu();
const m = await platforms.run(b.stand, { platform: 'telegram', text: subject.text, expected: subject.expected, count: 1500, atOnce: 32 });
console.log(m, (b.running.cpu()-c)/1500, performance.now()-t); }
await b.running.stop();
process.exit(0);
