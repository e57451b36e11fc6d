import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

/** As much of it as is used here: TypeScript knows it only together with a browser. */
declare const WebAssembly: { Module: new (binary: Uint8Array) => object };

/** What V8 has when nobody says anything. As long as another value stands, Node takes none of its compiled code. */
const defaultTieringBudget = 13_000_000;
/** Never reached at the start: what it calls often is not worth an optimiser that takes 40 MB. */
const startupTieringBudget = 1_000_000_000;

/**
 * PGlite's PostgreSQL, ready to be instantiated. Each function is checked and compiled when it is first called, and
 * optimised only after it has run much more than usual. V8 keeps both with the module, so its flags stand only
 * meanwhile; of a file that is damaged it would say so only when it comes to that function, by ending the process.
 */
export function compilePGlite(): object {
  const { resolve } = createRequire(import.meta.url);
  const file = path.join(path.dirname(resolve('@electric-sql/pglite')), 'pglite.wasm');
  const binary = readFileSync(file);
  setFlagsFromString(`--wasm-tiering-budget=${startupTieringBudget}`);
  setFlagsFromString('--wasm-lazy-validation');
  try {
    return new WebAssembly.Module(binary);
  } finally {
    setFlagsFromString('--no-wasm-lazy-validation');
    setFlagsFromString(`--wasm-tiering-budget=${defaultTieringBudget}`);
  }
}
