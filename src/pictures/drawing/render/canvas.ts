import type { Scheme } from '../drawing.ts';
import type { FontMetrics } from './font-metrics.ts';
import { drawable, shorten, widthOf, wrap } from './text-fit.ts';

/** The fonts by weight. */
export interface Fonts {
  regular: FontMetrics;
  bold: FontMetrics;
}

export const fontFamily = 'Be Vietnam Pro';

/** The colours of the public pages. */
const palettes = {
  light: {
    back: '#f6f0e4',
    card: '#fffdf8',
    line: '#d9cbb3',
    ink: '#2a251f',
    soft: '#62584c',
    accent: '#1c5fb8',
    today: '#fbe9c6',
  },
  dark: {
    back: '#171412',
    card: '#1e1a17',
    line: '#463c34',
    ink: '#ece5db',
    soft: '#b3a799',
    accent: '#8db8f5',
    today: '#3a2f1c',
  },
} as const satisfies Record<Scheme, Readonly<Record<string, string>>>;

export type Colour = keyof (typeof palettes)['light'];

export interface TextStyle {
  size: number;
  colour?: Colour;
  isBold?: boolean;
  /** Struck through. */
  isStruck?: boolean;
  anchor?: 'start' | 'middle' | 'end';
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escapeXml = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\ufffe\uffff]/gu, '')
    .replace(/[&<>]/g, (letter) => escapes[letter] ?? letter);

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws shapes and texts that fit. */
export function createCanvas(
  size: { width: number; height: number },
  scheme: Scheme,
  fonts: Fonts,
) {
  const colours = palettes[scheme];
  const parts: string[] = [];
  const fontOf = ({ isBold }: Pick<TextStyle, 'isBold'>) => (isBold ? fonts.bold : fonts.regular);

  const rect = ({ x, y, width, height }: Box, colour: Colour, radius = 0): void => {
    parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${colours[colour]}"/>`,
    );
  };
  /** Writes a text that is known to fit. @param y of the baseline */
  const write = (text: string, x: number, y: number, style: TextStyle): void => {
    const { size: fontSize, colour = 'ink', isBold, isStruck, anchor = 'start' } = style;
    parts.push(
      `<text x="${x}" y="${y}" font-size="${fontSize}" fill="${colours[colour]}"${
        isBold ? ' font-weight="600"' : ''
      }${isStruck ? ' text-decoration="line-through"' : ''}${
        anchor === 'start' ? '' : ` text-anchor="${anchor}"`
      }>${escapeXml(text)}</text>`,
    );
  };
  rect({ x: 0, y: 0, ...size }, 'back');

  return {
    rect,
    frame({ x, y, width, height }: Box, colour: Colour): void {
      rect({ x, y, width, height }, 'line');
      rect({ x: x + 1, y: y + 1, width: width - 2, height: height - 2 }, colour);
    },
    /** One line, cut where it is too long. @returns its width */
    text(text: string, { x, y, width }: Omit<Box, 'height'>, style: TextStyle): number {
      const font = fontOf(style);
      const shown = shorten(drawable(text, font), width, style.size, font);
      write(shown, x, y, style);
      return widthOf(shown, style.size, font);
    },
    /** Several lines. @returns how many */
    paragraph(
      text: string,
      { x, y, width }: Omit<Box, 'height'>,
      { lines, leading, ...style }: TextStyle & { lines: number; leading: number },
    ): number {
      const font = fontOf(style);
      const shown = wrap(drawable(text, font), { width, size: style.size, lines }, font);
      for (const [index, line] of shown.entries()) write(line, x, y + index * leading, style);
      return shown.length;
    },
    svg: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="${fontFamily}">${parts.join('')}</svg>`,
  };
}

export type Canvas = ReturnType<typeof createCanvas>;
