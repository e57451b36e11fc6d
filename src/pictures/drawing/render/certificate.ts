import { readFileSync } from 'node:fs';
import {
  PageSizes,
  PDFDict,
  PDFDocument,
  type PDFFont,
  PDFName,
  type PDFPage,
  PDFString,
  rgb,
} from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { correction, generate } from 'lean-qr';
import type { CertificateDrawing } from '../drawing.ts';
import type { Fonts } from './canvas.ts';
import { fitLines } from './fit-lines.ts';
import { drawable } from './text-fit.ts';

/** Lengths are in points, from the lower left corner. */
const [height, width] = PageSizes.A4;
const colours = {
  ...{ ink: rgb(0.11, 0.13, 0.17), soft: rgb(0.34, 0.37, 0.43), accent: rgb(0.69, 0.16, 0.2) },
  white: rgb(1, 1, 1),
} as const;
const textWidth = 690;
const qrSize = 92;
const margin = 52;

interface Sheet {
  page: PDFPage;
  bold: PDFFont;
  regular: PDFFont;
  metrics: Fonts;
}

interface LineStyle {
  y: number;
  size: number;
  isBold?: boolean;
  colour?: keyof typeof colours;
}

/** Draws one line in the middle of the page. */
function centred({ page, bold, regular, metrics }: Sheet, text: string, style: LineStyle): void {
  const { y, size, isBold = false, colour = 'ink' } = style;
  const font = isBold ? bold : regular;
  const shown = drawable(text, isBold ? metrics.bold : metrics.regular);
  const x = (width - font.widthOfTextAtSize(shown, size)) / 2;
  page.drawText(shown, { x, y, size, font, color: colours[colour] });
}

/** Draws a text of one or more lines around this height. @returns the height of its last line */
function block(
  sheet: Sheet,
  text: string,
  { y, colour, ...fit }: { y: number; colour: keyof typeof colours; size: number; lines: number },
): number {
  const { bold } = sheet.metrics;
  const { lines, size } = fitLines(drawable(text, bold), { ...fit, width: textWidth }, bold);
  const leading = size * 1.3;
  const top = y + ((lines.length - 1) * leading) / 2;
  for (const [index, line] of lines.entries())
    centred(sheet, line, { y: top - index * leading, size, isBold: true, colour });
  return top - (lines.length - 1) * leading;
}

function drawFrame(page: PDFPage): void {
  for (const [inset, borderWidth] of [
    [22, 2.5],
    [29, 0.75],
  ] as const) {
    page.drawRectangle({
      ...{ x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset },
      ...{ borderWidth, borderColor: colours.accent },
    });
  }
}

/** The QR code as rows of bars, with the light margin that readers need. */
function drawQr({ page }: Sheet, text: string, at: { x: number; y: number }): void {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const step = qrSize / code.size;
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      if (!code.get(column, row)) continue;
      let length = 1;
      while (code.get(column + length, row)) length += 1;
      page.drawRectangle({
        ...{ x: at.x + column * step, y: at.y + qrSize - (row + 1) * step },
        // A hair more, so that no light lines stay between the rows.
        ...{ width: length * step, height: step * 1.02, color: colours.ink },
      });
      column += length;
    }
  }
}

/** How to verify it, beside the QR code, which can be pressed too where the address is one. */
function drawProof(sheet: Sheet, { code, hint, address }: CertificateDrawing): void {
  const { page, regular, bold, metrics } = sheet;
  const at = { x: width - margin - qrSize, y: margin };
  drawQr(sheet, address, at);
  const right = at.x - 14;
  const isLink = /^https?:/.test(address);
  const lines = [
    { text: code, font: bold, size: 15, y: margin + 44, colour: colours.ink },
    { text: hint, font: regular, size: 9.5, y: margin + 26, colour: colours.soft },
    ...(isLink
      ? [{ text: address, font: regular, size: 9.5, y: margin + 11, colour: colours.soft }]
      : []),
  ];
  for (const { text, font, size, y, colour } of lines) {
    const shown = drawable(text, metrics.regular);
    const x = right - font.widthOfTextAtSize(shown, size);
    page.drawText(shown, { x, y, size, font, color: colour });
  }
  if (!isLink) return;
  const { context } = page.doc;
  const link = context.obj({
    ...{ Type: 'Annot', Subtype: 'Link', Border: [0, 0, 0] },
    Rect: [at.x, at.y, at.x + qrSize, at.y + qrSize],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(address) },
  });
  page.node.addAnnot(context.register(link));
}

function describe(doc: PDFDocument, drawing: CertificateDrawing): void {
  const { language, heading, title, issuer, code, issuedAt, seal } = drawing;
  const at = new Date(issuedAt);
  doc.setLanguage(language);
  doc.setTitle(`${heading} · ${title}`, { showInWindowTitleBar: true });
  doc.setAuthor(issuer);
  doc.setKeywords([code]);
  doc.setProducer('Callboard');
  doc.setCreator('Callboard');
  doc.setCreationDate(at);
  doc.setModificationDate(at);
  const info = doc.context.lookup(doc.context.trailerInfo.Info, PDFDict);
  info.set(PDFName.of('CallboardSeal'), PDFString.of(seal));
}

/** @param fontFiles the regular font and the bold one */
export async function drawCertificate(
  drawing: CertificateDrawing,
  fontFiles: readonly string[],
  metrics: Fonts,
): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.registerFontkit(fontkit);
  // Without a subset, letters that the font joins, as “fi”, cannot be read from the file: findings/pdf-lib-joined-letters.sh.
  const [regular, bold] = await Promise.all(
    fontFiles.map((file) => doc.embedFont(readFileSync(file), { subset: true })),
  );
  if (!regular || !bold) throw new Error('the fonts are missing');
  const page = doc.addPage([width, height]);
  const sheet: Sheet = { page, regular, bold, metrics };
  drawFrame(page);
  block(sheet, drawing.issuer, { y: 508, size: 17, lines: 1, colour: 'soft' });
  centred(sheet, drawing.heading, { y: 448, size: 36, isBold: true, colour: 'accent' });
  centred(sheet, drawing.before, { y: 408, size: 14, colour: 'soft' });
  block(sheet, drawing.name, { y: 352, size: 40, lines: 2, colour: 'ink' });
  centred(sheet, drawing.after, { y: 296, size: 14, colour: 'soft' });
  block(sheet, drawing.title, { y: 246, size: 25, lines: 3, colour: 'ink' });
  for (const [index, line] of drawing.lines.entries())
    block(sheet, line, { y: 184 - index * 20, size: 13, lines: 1, colour: 'soft' });
  drawProof(sheet, drawing);
  describe(doc, drawing);
  // The seal must be found in the bytes: no part of the file may be compressed with others.
  return doc.save({ useObjectStreams: false, addDefaultPage: false });
}
