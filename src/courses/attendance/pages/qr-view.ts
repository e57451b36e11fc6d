import { html, raw } from 'hono/html';
import { correction, generate } from 'lean-qr';

/** The light margin that readers need, in modules. Source: ISO/IEC 18004, section 5.3.8. */
const margin = 4;

/** A QR code as a drawing of one path. @param label what it is, for who does not see it */
export function qrSvg(text: string, label: string) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const cells = Array.from({ length: code.size }, (_row, y) =>
    Array.from({ length: code.size }, (_column, x) =>
      code.get(x, y) ? `M${x + margin} ${y + margin}h1v1h-1z` : '',
    ).join(''),
  ).join('');
  const size = code.size + 2 * margin;
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${raw(cells)}"/></svg>`;
}
