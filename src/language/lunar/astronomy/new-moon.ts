import { deltaT } from './delta-t.ts';

const radians = Math.PI / 180;

/** Multiples of the mean anomalies of the sun and of the moon and of the moon's argument of latitude. */
type PeriodicTerm = readonly [days: number, sun: number, moon: number, latitude: number];

const largeTerms: readonly PeriodicTerm[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
];
const smallTerms: readonly PeriodicTerm[] = [
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
  [-0.00007, 2, 1, 0],
  [0.00004, 0, 2, -2],
  [0.00004, 3, 0, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 0, 2, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, -1, 1, 2],
  [-0.00002, -1, 1, -2],
  [-0.00002, 1, 3, 0],
  [0.00002, 0, 4, 0],
];

/** Influence of the planets: days, and an angle with its growth per month. */
const planetaryTerms: readonly (readonly [days: number, angle: number, perMonth: number])[] = [
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/**
 * Days to add where the series is too coarse: the new moon of July 1967 came 3 seconds after midnight in Vietnam, by
 * the fuller theory of sxwnl (npm `tyme4ts`, `ShouXingUtil.msaLonT`).
 */
const corrections: Readonly<Record<number, number>> = { [-402]: 6 / 86_400 };

/** Mean length of a lunar month in days. */
export const monthLength = 29.530588861;

/** Days by which the rough instant of a new moon may be off: the sum of what it leaves out. */
export const roughness = 0.006;

/** The instant of a new moon, in universal time; rough ones take a quarter of the work. */
function instantOf(count: number, isRough: boolean): number {
  const t = count / 1236.85;
  const mean =
    2451550.09766 +
    monthLength * count +
    t * t * (0.00015437 + t * (-0.00000015 + t * 0.00000000073));
  const eccentricity = 1 - t * (0.002516 + t * 0.0000074);
  const sun = 2.5534 + 29.1053567 * count - t * t * (0.0000014 + t * 0.00000011);
  const moon =
    201.5643 + 385.81693528 * count + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058));
  const latitude =
    160.7108 + 390.67050284 * count + t * t * (-0.0016118 + t * (-0.00000227 + t * 0.000000011));
  const sumOf = (terms: readonly PeriodicTerm[]) => {
    let sum = 0;
    for (const [days, ofSun, ofMoon, ofLatitude] of terms) {
      const angle = ofSun * sun + ofMoon * moon + ofLatitude * latitude;
      sum += days * eccentricity ** Math.abs(ofSun) * Math.sin(angle * radians);
    }
    return sum;
  };

  const rough = mean + sumOf(largeTerms);
  if (isRough) return rough - deltaT(rough);
  const node = 124.7746 - 1.56375588 * count + t * t * (0.0020672 + t * 0.00000215);
  let correction =
    sumOf(smallTerms) -
    0.00017 * Math.sin(node * radians) +
    0.000325 * Math.sin((299.77 + 0.107408 * count - 0.009173 * t * t) * radians) +
    (corrections[count] ?? 0);
  for (const [days, angle, perMonth] of planetaryTerms)
    correction += days * Math.sin((angle + perMonth * count) * radians);
  const dynamical = rough + correction;
  return dynamical - deltaT(dynamical);
}

/**
 * The instant of a new moon as a Julian date in universal time, accurate to about 20 seconds between 1900 and 2100.
 * Source: Jean Meeus, "Astronomical Algorithms", second edition, chapter 49.
 * @param count new moons since that of 6 January 2000
 */
export const newMoonAt = (count: number): number => instantOf(count, false);

/** As {@link newMoonAt}, off by up to {@link roughness} days. */
export const roughNewMoonAt = (count: number): number => instantOf(count, true);
