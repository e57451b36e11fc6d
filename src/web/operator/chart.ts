import { html } from 'hono/html';
import type { Translator } from '../../language/catalogue.ts';
import { type Platform, platforms } from '../../platform.ts';
import { chartMinutes } from './rate-series.ts';

/** Dimensions of the chart and its margins, in SVG units. */
const size = { width: 640, height: 200, left: 40, right: 8, top: 12, bottom: 24 } as const;
const inner = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
} as const;
/** Minimum rate at the top of the chart. */
const minTop = 10;

/** The smallest of 1, 2, 5, 10, 20, … that is not below the value. */
export function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((by) => by * step).find((round) => round >= value) ?? value;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The points of a line, oldest rate on the left, zero at the bottom. */
export function linePoints(rates: readonly number[], top: number): string {
  const step = inner.width / Math.max(1, rates.length - 1);
  return rates
    .map((rate, index) => {
      const x = size.left + index * step;
      const y = size.top + inner.height * (1 - Math.min(rate, top) / top);
      return `${tenth(x)},${tenth(y)}`;
    })
    .join(' ');
}

export interface ChartData {
  rates: Readonly<Record<Platform, readonly number[]>>;
  /** The rate limit of each bot, in requests a second. */
  limits: Readonly<Record<Platform, number>>;
}

/** Requests a second of the last minutes: a line for each platform, and its rate limit where that is in range. */
export function rateChart({ rates, limits }: ChartData, { t }: Pick<Translator, 't'>) {
  const most = Math.max(...platforms.flatMap((platform) => rates[platform]));
  const top = roundUp(Math.max(minTop, most * 1.05));
  const yOf = (rate: number) => tenth(size.top + inner.height * (1 - rate / top));
  const end = size.width - size.right;
  const words = t('operator.chart', {
    minutes: chartMinutes,
    discord: tenth(rates.discord.at(-1) ?? 0),
    telegram: tenth(rates.telegram.at(-1) ?? 0),
  });
  return html`<svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${words}">
  ${[0, top / 2, top].map(
    (
      rate,
    ) => html`<line class="grid" x1="${size.left}" x2="${end}" y1="${yOf(rate)}" y2="${yOf(rate)}"/>
  <text x="${size.left - 6}" y="${yOf(rate) + 4}" text-anchor="end">${rate}</text>`,
  )}
  <text x="${size.left}" y="${size.height - 6}">${t('operator.minutesAgo', { count: chartMinutes })}</text>
  <text x="${end}" y="${size.height - 6}" text-anchor="end">${t('operator.now')}</text>
  ${platforms.map((platform) =>
    limits[platform] <= top
      ? html`<line class="limit ${platform}" x1="${size.left}" x2="${end}" y1="${yOf(limits[platform])}" y2="${yOf(limits[platform])}"/>`
      : '',
  )}
  ${platforms.map(
    (platform) =>
      html`<polyline class="rate ${platform}" points="${linePoints(rates[platform], top)}"/>`,
  )}
</svg>`;
}
