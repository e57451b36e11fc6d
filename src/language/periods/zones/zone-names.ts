import { lazy } from '../../../lazy.ts';
import { fold } from '../../text/fold.ts';
import { zoneCities } from '../../zones/zone-cities.ts';

/** A zone named together with a time. */
export interface StatedZone {
  /** IANA zone, or an offset. */
  zone: string;
  /** The offset that the same name stands for, which may not apply on that day: EST in July. */
  offset?: string;
}

export const statedZone = (zone: string, offset?: string): StatedZone => ({
  zone,
  ...(offset === undefined ? {} : { offset }),
});

/** Abbreviations that stand for one zone. */
export const abbreviations: Readonly<Record<string, StatedZone>> = {
  utc: statedZone('UTC'),
  gmt: statedZone('UTC'),
  z: statedZone('UTC'),
  ict: statedZone('Asia/Ho_Chi_Minh'),
  jst: statedZone('Asia/Tokyo'),
  kst: statedZone('Asia/Seoul'),
  sgt: statedZone('Asia/Singapore'),
  hkt: statedZone('Asia/Hong_Kong'),
  wib: statedZone('Asia/Jakarta'),
  et: statedZone('America/New_York'),
  est: statedZone('America/New_York', '-05:00'),
  edt: statedZone('America/New_York', '-04:00'),
  ct: statedZone('America/Chicago'),
  cdt: statedZone('America/Chicago', '-05:00'),
  mt: statedZone('America/Denver'),
  mdt: statedZone('America/Denver', '-06:00'),
  mst: statedZone('America/Denver', '-07:00'),
  pt: statedZone('America/Los_Angeles'),
  pst: statedZone('America/Los_Angeles', '-08:00'),
  pdt: statedZone('America/Los_Angeles', '-07:00'),
  cet: statedZone('Europe/Paris', '+01:00'),
  cest: statedZone('Europe/Paris', '+02:00'),
  aest: statedZone('Australia/Sydney', '+10:00'),
  aedt: statedZone('Australia/Sydney', '+11:00'),
};
const ofAmerica = ['New York', 'Chicago', 'Denver', 'Los Angeles'];
const ofAustralia = ['Sydney', 'Brisbane', 'Adelaide', 'Perth'];
const ofCanada = ['Toronto', 'Vancouver', 'Halifax', 'Edmonton'];
const ofRussia = ['Moscow', 'Yekaterinburg', 'Novosibirsk', 'Vladivostok'];
const ofEurope = ['London', 'Paris', 'Athens', 'Moscow'];
/** Abbreviations and countries with several zones, and a city of the most populous ones. */
export const ambiguousNames: Readonly<Record<string, readonly string[]>> = {
  ist: ['Kolkata', 'Dublin', 'Jerusalem'],
  cst: ['Chicago', 'Shanghai'],
  bst: ['London', 'Dhaka'],
  ast: ['Halifax', 'Riyadh'],
  sst: ['Singapore', 'Pago Pago'],
  ...{ my: ofAmerica, 'hoa ky': ofAmerica, us: ofAmerica, usa: ofAmerica, america: ofAmerica },
  ...{ uc: ofAustralia, australia: ofAustralia, canada: ofCanada, nga: ofRussia },
  ...{ russia: ofRussia, 'chau au': ofEurope, europe: ofEurope },
  brazil: ['Sao Paulo', 'Manaus'],
  mexico: ['Mexico City', 'Tijuana'],
  indonesia: ['Jakarta', 'Makassar', 'Jayapura'],
};

/** Zones by the folded names of their cities and countries. */
const zonesByName = lazy(() => {
  const named = Object.entries(zoneCities).flatMap(([zone, names]) =>
    [zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone, ...names].map((name) => ({
      name: fold(name),
      zone,
    })),
  );
  return Map.groupBy(named, ({ name }) => name);
});

/** Other zones by the folded city in their id: Edmonton, Manaus. */
const zonesById = lazy(() =>
  Map.groupBy(
    Intl.supportedValuesOf('timeZone').filter((zone) => !Object.hasOwn(zoneCities, zone)),
    (zone) => fold((zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')),
  ),
);

/** Zones by the folded name of a city or a country. */
export function zonesNamed(name: string): readonly string[] {
  const named = zonesByName().get(name);
  return named ? [...new Set(named.map(({ zone }) => zone))] : (zonesById().get(name) ?? []);
}
