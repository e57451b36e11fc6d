/** How wide the letters of a font are. */
export interface FontMetrics {
  /** The advance of a character for a size of one; undefined where the font does not have it. */
  advance(codePoint: number): number | undefined;
}

/** Where the tables of a TrueType font begin. Source: OpenType, "Table Directory". */
function tablesOf(view: DataView): Map<string, number> {
  const tables = new Map<string, number>();
  for (let at = 12, left = view.getUint16(4); left > 0; at += 16, left -= 1) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
    tables.set(tag, view.getUint32(at + 8));
  }
  return tables;
}

/** The glyph of a character of the basic plane, 0 for none. Source: OpenType, "cmap", format 4. */
function glyphFinder(view: DataView, cmap: number): (codePoint: number) => number {
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => ({
    platform: view.getUint16(cmap + 4 + index * 8),
    at: cmap + view.getUint32(cmap + 8 + index * 8),
  }));
  const table = subtables.find(({ platform, at }) => platform === 3 && view.getUint16(at) === 4);
  if (!table) throw new Error('the font has no characters in format 4');
  const { at } = table;
  const size = view.getUint16(at + 6);
  return (codePoint) => {
    for (let segment = 0; segment < size; segment += 2) {
      if (codePoint > view.getUint16(at + 14 + segment)) continue;
      const first = view.getUint16(at + 16 + size + segment);
      if (codePoint < first) return 0;
      const delta = view.getUint16(at + 16 + 2 * size + segment);
      const rangeAt = at + 16 + 3 * size + segment;
      const range = view.getUint16(rangeAt);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(rangeAt + range + 2 * (codePoint - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

/** Reads a TrueType font. @throws RangeError or Error when it is none */
export function readFontMetrics(bytes: Uint8Array): FontMetrics {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(view);
  const table = (tag: string): number => {
    const at = tables.get(tag);
    if (at === undefined) throw new Error(`the font has no table ${tag}`);
    return at;
  };
  const unitsPerEm = view.getUint16(table('head') + 18);
  const metricCount = view.getUint16(table('hhea') + 34);
  const advances = table('hmtx');
  const glyphOf = glyphFinder(view, table('cmap'));
  const known = new Map<number, number | undefined>();
  return {
    advance: (codePoint) =>
      known.getOrInsertComputed(codePoint, () => {
        const glyph = codePoint > 0xffff ? 0 : glyphOf(codePoint);
        if (glyph === 0) return undefined;
        // Glyphs after the last one with a width of its own have that.
        const index = Math.min(glyph, metricCount - 1);
        return view.getUint16(advances + 4 * index) / unitsPerEm;
      }),
  };
}
