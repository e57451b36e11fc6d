import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

// No TypeScript: `setup.js` imports it on whatever Node the machine has. Its types are in program-index.d.ts.

/** Where the program is bundled, each time into a folder of its own: a running program may still load files of its. */
export const programDirectory = (root) => path.join(root, 'node_modules', '.cache', 'program');

/** Size and second of the last change; images of containers keep no finer times. */
function stampOf(file) {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${Math.floor(mtimeMs / 1000)}`;
}

/** What each file is now, by its path from the root. */
export const stampFiles = (root, files) =>
  Object.fromEntries(files.map((file) => [file, stampOf(path.join(root, file))]));

/** The files of the folder of commands: each is a command, also one that is new. */
export const listCommandFiles = (root) => readdirSync(path.join(root, 'commands')).sort();

/**
 * The file of the bundled program, if it was made of exactly the files that are there now; else undefined: then the
 * program runs from its own files.
 */
export function findProgram(root) {
  const directory = programDirectory(root);
  try {
    const index = JSON.parse(readFileSync(path.join(directory, 'index.json'), 'utf8'));
    // It holds paths of the folder in which it was made.
    const isHere = index.root === root && `${index.commands}` === `${listCommandFiles(root)}`;
    const is = (folder, stamps) =>
      Object.entries(stamps).every(([file, stamp]) => stampOf(path.join(folder, file)) === stamp);
    const folder = path.join(directory, index.folder);
    const isWhole = isHere && is(root, index.sources) && is(folder, index.made);
    return isWhole ? path.join(folder, index.entry) : undefined;
  } catch {
    return undefined;
  }
}
