import { fsyncSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { sessionSettings } from '../session-config.ts';
import { compilePGlite } from './compile-pglite.ts';

/**
 * PGlite starts PostgreSQL with fsync off and with more memory than one session needs.
 * These parameters override both and apply our session settings.
 */
export const startParams: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...[
    'fsync=on',
    'wal_sync_method=fsync',
    'shared_buffers=8MB',
    'max_connections=5',
    ...Object.entries(sessionSettings).map(([name, value]) => `${name}=${value}`),
  ].flatMap((setting) => ['-c', setting]),
];

type InitArguments = Parameters<NodeFS['init']>;

/** PGlite's Node file system with fsync, which PGlite omits. */
export class DurableNodeFS extends NodeFS {
  readonly #check: () => void;

  /** @param check throws when nothing may be written any more */
  constructor(folder: string, check: () => void = () => {}) {
    super(folder);
    this.#check = check;
  }

  override async init(...[pg, options]: InitArguments): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const check = this.#check;
    const addFsync: NonNullable<typeof emscriptenOpts.preRun>[number] = (module) => {
      const operations = module.NODEFS.stream_ops;
      operations.fsync = (stream: { nfd: number }) => {
        fsyncSync(stream.nfd);
        return 0;
      };
      const write = operations.write;
      operations.write = (...all: unknown[]) => {
        check();
        return write(...all);
      };
    };
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] },
    };
  }
}

/** Results that only PGlite's own parsers turn into values: booleans, numbers and arrays of simple types. */
const ownTypes = [
  ...[types.BOOL, types.INT2, types.INT4, types.OID, types.FLOAT4, types.FLOAT8],
  // Arrays of: bool, int2, int4, text, bpchar, varchar, float4, float8, oid, inet, cidr, uuid.
  ...[1000, 1005, 1007, 1009, 1014, 1015, 1021, 1022, 1028, 1041, 651, 2951],
];

/**
 * Prisma's adapter passes its parsers with every query, and PGlite then copies its own 300 together with them, which
 * takes as long as a short query. A copy leaves out what is inherited: only what Prisma needs stays an own property.
 */
function shortenParserCopies(pglite: PGlite): void {
  const all = pglite.parsers;
  const own = ownTypes.map((type) => [type, all[type]] as const);
  pglite.parsers = Object.assign(Object.create(all), Object.fromEntries(own));
}

export interface PGliteOptions {
  /** A dump to start from: ten times as fast as creating a cluster. */
  initialDump?: Blob;
  /** Throws when nothing may be written to the folder any more. */
  assertWritable?: () => void;
}

/** Opens the embedded PostgreSQL in `folder`, or in memory. */
export async function openPGlite(
  folder: string | 'memory',
  { initialDump, assertWritable }: PGliteOptions = {},
): Promise<PGlite> {
  const options = {
    startParams: [...startParams],
    pgliteWasmModule: compilePGlite(),
    ...(initialDump ? { loadDataDir: initialDump } : {}),
  };
  if (folder !== 'memory') await mkdir(path.dirname(folder), { recursive: true });
  const fs = folder === 'memory' ? undefined : new DurableNodeFS(folder, assertWritable);
  const pglite = await PGlite.create({ ...options, ...(fs && { fs }) });
  shortenParserCopies(pglite);
  return pglite;
}
