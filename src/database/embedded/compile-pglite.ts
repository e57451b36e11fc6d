import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

/** The part used here: TypeScript declares WebAssembly only in its DOM library. */
declare const WebAssembly: { Module: new (binary: Uint8Array) => object };

/** V8's default. With any other value, Node rejects its compile cache. */
const defaultTieringBudget = 13_000_000;
/**
 * Never reached during startup: optimising its hot functions would take 1.2 times the processor time until the program
 * is ready (bench/RESULTS.md, "The flags").
 */
const startupTieringBudget = 1_000_000_000;

/**
 * Compiles PGlite's PostgreSQL. Its functions are optimised only after a much higher number of calls than usual. V8
 * stores that with the module, so the flag is reset afterwards.
 */
export function compilePGlite(): object {
  const { resolve } = createRequire(import.meta.url);
  const file = path.join(path.dirname(resolve('@electric-sql/pglite')), 'pglite.wasm');
  const binary = readFileSync(file);
  setFlagsFromString(`--wasm-tiering-budget=${startupTieringBudget}`);
  try {
    return new WebAssembly.Module(binary);
  } finally {
    setFlagsFromString(`--wasm-tiering-budget=${defaultTieringBudget}`);
  }
}
