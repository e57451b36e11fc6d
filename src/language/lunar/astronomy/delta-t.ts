/**
 * Seconds by which dynamical time is ahead of universal time, at the beginning of each tenth year from 1890 on. Past
 * values as observed, later ones as predicted (F. Espenak, J. Meeus, "Polynomial expressions for delta T",
 * https://eclipse.gsfc.nasa.gov/SEhelp/deltaTpoly2004.html; S. L. Morrison et al. 2021 for this century). No month of
 * 1900–2100 begins so close to midnight that the uncertainty of the predictions matters.
 */
const secondsByDecade = [
  ...[-6, -2.8, 10.4, 21.2, 24, 24.3, 29.1, 33.1, 40.2, 50.5, 56.9],
  ...[63.8, 66.1, 69.4, 71, 75, 81, 88, 95, 103, 111, 120, 129],
] as const;
const firstYear = 1890;
const julianOf2000 = 2_451_544.5;

/** Days by which dynamical time is ahead of universal time at a Julian date. */
export function deltaT(julian: number): number {
  const decades = ((julian - julianOf2000) / 365.25 + 2000 - firstYear) / 10;
  const last = secondsByDecade.length - 1;
  const at = Math.min(Math.max(Math.floor(decades), 0), last - 1);
  const [before = 0, after = 0] = [secondsByDecade[at], secondsByDecade[at + 1]];
  return (before + (after - before) * (decades - at)) / 86_400;
}
