import type { Holiday } from '../holiday.ts';
import { day, easter, nth, on, tuesday } from './define.ts';

const liturgical = 'https://en.wikipedia.org/wiki/Liturgical_year';

/** The Sundays before Christmas: the first is the one from 27 November to 3 December. */
const advent = (which: number) => nth(4, tuesday, 11, 5 + 7 * (which - 1));

/** Feasts of the western churches beside Easter and Christmas. */
export const christianDays: readonly Holiday[] = [
  day('candlemas', on(2, 2), 'lễ nến', 'candlemas', liturgical),
  day('saintJoseph', on(19, 3), 'lễ thánh giuse', 'st josephs day', liturgical),
  day('annunciation', on(25, 3), 'lễ truyền tin', 'lady day, annunciation', liturgical),
  day('roseMonday', easter(-48), '', 'rose monday, rosenmontag, shrove monday', liturgical),
  day('holyMonday', easter(-6), 'thứ hai tuần thánh', 'holy monday', liturgical),
  day('holyTuesday', easter(-5), 'thứ ba tuần thánh', 'holy tuesday', liturgical),
  day(
    'holyWednesday',
    easter(-4),
    'thứ tư tuần thánh',
    'holy wednesday, spy wednesday',
    liturgical,
  ),
  day(
    'divineMercy',
    easter(7),
    'lễ lòng chúa thương xót, chúa nhật lòng chúa thương xót',
    'divine mercy sunday, low sunday',
    liturgical,
  ),
  day('whitMonday', easter(50), '', 'whit monday, pentecost monday', liturgical),
  day('trinity', easter(56), 'lễ chúa ba ngôi', 'trinity sunday', liturgical),
  day('corpusChristi', easter(60), '', 'corpus christi', liturgical),
  day('saintJohn', on(24, 6), 'lễ thánh gioan tẩy giả', 'st johns day', liturgical),
  day('michaelmas', on(29, 9), '', 'michaelmas', liturgical),
  day('christTheKing', nth(4, tuesday, 11, -2), 'lễ chúa kitô vua', 'christ the king', liturgical),
  day(
    'vietnameseMartyrs',
    on(24, 11),
    'lễ các thánh tử đạo việt nam, các thánh tử đạo việt nam',
    'vietnamese martyrs day',
    liturgical,
  ),
  day(
    'advent',
    advent(1),
    'chúa nhật thứ nhất mùa vọng, chúa nhật i mùa vọng, chúa nhật 1 mùa vọng',
    `advent sunday, first sunday of advent, the first sunday of advent, 1 st sunday of advent,
        first advent, first advent sunday, first sunday in advent, the first sunday in advent`,
    liturgical,
  ),
  day(
    'secondAdvent',
    advent(2),
    'chúa nhật ii mùa vọng, chúa nhật 2 mùa vọng',
    'second sunday of advent, the second sunday of advent, 2 nd sunday of advent, second advent',
    liturgical,
  ),
  day(
    'thirdAdvent',
    advent(3),
    'chúa nhật iii mùa vọng, chúa nhật 3 mùa vọng',
    `third sunday of advent, the third sunday of advent, 3 rd sunday of advent, third advent,
        gaudete sunday`,
    liturgical,
  ),
  day(
    'fourthAdvent',
    advent(4),
    'chúa nhật iv mùa vọng, chúa nhật 4 mùa vọng',
    'fourth sunday of advent, the fourth sunday of advent, 4 th sunday of advent, fourth advent',
    liturgical,
  ),
  day(
    'saintNicholas',
    on(6, 12),
    'lễ thánh nicholas',
    'st nicholas day, saint nicholas day, st nicks day',
    liturgical,
  ),
  day('krampus', on(5, 12), '', 'krampus night, krampusnacht, st nicholas eve', liturgical),
  day(
    'immaculateConception',
    on(8, 12),
    'lễ đức mẹ vô nhiễm, lễ đức mẹ vô nhiễm nguyên tội',
    'immaculate conception, feast of the immaculate conception',
    liturgical,
  ),
  day('saintLucy', on(13, 12), '', 'st lucys day, st lucias day, lucia day', liturgical),
  day('holyInnocents', on(28, 12), 'lễ các thánh anh hài', 'holy innocents day', liturgical),
  // Counted from the evening of Christmas or from the day after it.
  day('twelfthNight', on(5, 1), '', 'twelfth night', liturgical),
  day('twelfthNightLater', on(6, 1), '', 'twelfth night', liturgical),
];
