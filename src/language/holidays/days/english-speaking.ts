import type { Holiday, HolidayRule } from '../holiday.ts';
import { day, easter, friday, monday, nth, on, sunday, tuesday } from './define.ts';

/** Days of one country: each with its rule and its English names. */
const daysOf = (
  source: string,
  days: readonly (readonly [id: string, rule: HolidayRule, en: string])[],
): Holiday[] => days.map(([id, rule, en]) => day(id, rule, '', en, source));

/** Thanksgiving of the United States, and so many days later. */
const afterThanksgiving = (later: number) => nth(4, 4, 11, later);

const unitedStates = daysOf('https://en.wikipedia.org/wiki/Public_holidays_in_the_United_States', [
  [
    'martinLutherKing',
    nth(3, monday, 1),
    'martin luther king day, martin luther king jr day, mlk day, mlk jr day, mlk',
  ],
  ['lincoln', on(12, 2), 'lincolns birthday'],
  ['patriots', nth(3, monday, 4), 'patriots day'],
  ['arbor', nth(-1, friday, 4), 'arbor day'],
  ['flag', on(14, 6), 'flag day'],
  ['patriot', on(11, 9), 'patriot day, patriots day'],
  ['grandparents', nth(1, monday, 9, 6), 'grandparents day, national grandparents day'],
  ['constitution', on(17, 9), 'constitution day'],
  ['columbus', nth(2, monday, 10), 'columbus day, indigenous peoples day, indigenous people day'],
  ['halloweenEve', on(30, 10), 'halloween eve, devils night'],
  ['election', nth(1, monday, 11, 1), 'election day, us election day'],
  ['thanksgivingEve', nth(4, 4, 11, -1), 'thanksgiving eve'],
  ['smallBusinessSaturday', afterThanksgiving(2), 'small business saturday'],
  ['givingTuesday', afterThanksgiving(5), 'giving tuesday'],
  ['pearlHarbor', on(7, 12), 'pearl harbor day, pearl harbor remembrance day'],
  ['festivus', on(23, 12), 'festivus'],
]);

const unitedKingdom = daysOf(
  'https://en.wikipedia.org/wiki/Public_holidays_in_the_United_Kingdom',
  [
    [
      'burnsNight',
      on(25, 1),
      'burns night, burns supper, burns day, robbie burns day, robert burns day, rabbie burns day',
    ],
    ['saintDavid', on(1, 3), 'st davids day'],
    ['saintGeorge', on(23, 4), 'st georges day, saint georges day'],
    ['saintAndrew', on(30, 11), 'st andrews day, saint andrews day'],
    ['mothering', easter(-21), 'mothering sunday, uk mothers day, british mothers day'],
    [
      'earlyMayBank',
      nth(1, monday, 5),
      `early may bank holiday, may day bank holiday, early may bank hol, first may bank holiday,
        early may bank holiday monday`,
    ],
    [
      'springBank',
      nth(-1, monday, 5),
      `spring bank holiday, late may bank holiday, spring bank hol, second may bank holiday,
        spring bank holiday monday, whitsun bank holiday`,
    ],
    [
      'summerBank',
      nth(-1, monday, 8),
      `summer bank holiday, late august bank holiday, august bank holiday, august bank hol,
        august bank holiday monday, summer bank hol`,
    ],
    ['summerBankScotland', nth(1, monday, 8), 'august bank holiday, august bank holiday monday'],
    ['trafalgar', on(21, 10), 'trafalgar day'],
    ['remembranceSunday', nth(2, sunday, 11), 'remembrance sunday, remembrance sun'],
    ['hogmanay', on(31, 12), 'hogmanay'],
    ['battleOfBritain', on(15, 9), 'battle of britain day'],
    ['commonwealth', nth(2, monday, 3), 'commonwealth day'],
    ['orangemen', on(12, 7), 'orangemens day, the twelfth of july'],
    ['armedForces', nth(-1, 6, 6), 'armed forces day, uk armed forces day'],
    ['armedForcesUnitedStates', nth(3, 6, 5), 'armed forces day, us armed forces day'],
  ],
);

const ireland = daysOf('https://en.wikipedia.org/wiki/Public_holidays_in_the_Republic_of_Ireland', [
  ['saintBrigid', on(1, 2), 'st brigids day'],
  ['bloomsday', on(16, 6), 'bloomsday'],
  ['juneBank', nth(1, monday, 6), 'june bank holiday'],
  ['octoberBank', nth(-1, monday, 10), 'october bank holiday'],
]);

const canada = daysOf('https://en.wikipedia.org/wiki/Public_holidays_in_Canada', [
  ['familyCanada', nth(3, monday, 2), 'family day, canadian family day'],
  // The Monday before 25 May.
  ['victoria', nth(3, friday, 5, 3), 'victoria day'],
  ['indigenousPeoples', on(21, 6), 'national indigenous peoples day'],
  ['saintJeanBaptiste', on(24, 6), 'st jean baptiste day, saint jean baptiste day'],
  ['civic', nth(1, monday, 8), 'civic holiday'],
  ['labourCanada', nth(1, monday, 9), 'canadian labour day, labour day canada'],
  [
    'truthAndReconciliation',
    on(30, 9),
    `national day for truth and reconciliation, orange shirt day,
        truth and reconciliation day`,
  ],
]);

const australiaAndNewZealand = daysOf(
  'https://en.wikipedia.org/wiki/Public_holidays_in_Australia',
  [
    ['waitangi', on(6, 2), 'waitangi day'],
    ['harmony', on(21, 3), 'harmony day'],
    ['sorry', on(26, 5), 'national sorry day'],
    ['kingsBirthdayAustralia', nth(2, monday, 6), 'kings birthday, queens birthday'],
    ['kingsBirthdayNewZealand', nth(1, monday, 6), 'kings birthday, queens birthday'],
    ['fathersAustralia', nth(1, sunday, 9), 'australian fathers day, fathers day australia'],
    ['labourNewZealand', nth(4, monday, 10), 'new zealand labour day, nz labour day'],
    ['melbourneCup', nth(1, tuesday, 11), 'melbourne cup day, melbourne cup'],
  ],
);

const elsewhere = daysOf('https://en.wikipedia.org/wiki/List_of_national_independence_days', [
  [
    'republicIndia',
    on(26, 1),
    'indian republic day, india republic day, republic day india, republic day of india, indias republic day',
  ],
  [
    'independenceIndia',
    on(15, 8),
    `indian independence day, india independence day, independence day india, independence day of india,
        indias independence day`,
  ],
  ['gandhi', on(2, 10), 'gandhi jayanti'],
  ['singapore', on(9, 8), 'singapore national day, national day singapore'],
  ['merdeka', on(31, 8), 'merdeka day, hari merdeka, malaysian independence day'],
  ['malaysia', on(16, 9), 'malaysia day'],
  ['philippines', on(12, 6), 'philippine independence day, philippines independence day'],
  ['rizal', on(30, 12), 'rizal day'],
  ['songkran', on(13, 4), 'songkran day'],
  ['hangul', on(9, 10), 'hangul day'],
  ['hinamatsuri', on(3, 3), 'hinamatsuri'],
  ['chineseNational', on(1, 10), 'chinese national day, china national day'],
  ['freedomSouthAfrica', on(27, 4), 'south african freedom day'],
  ['mandela', on(18, 7), 'mandela day, nelson mandela day, nelson mandela international day'],
  ['walpurgis', on(30, 4), 'walpurgis night'],
  ['midsummer', on(24, 6), 'midsummer day, midsummers day'],
]);

/** Days of the United States, the United Kingdom, Ireland, the Commonwealth and some other countries. */
export const englishSpeakingDays: readonly Holiday[] = [
  ...unitedStates,
  ...unitedKingdom,
  ...ireland,
  ...canada,
  ...australiaAndNewZealand,
  ...elsewhere,
];
