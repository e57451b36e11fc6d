import type { Holiday, HolidayRule } from '../holiday.ts';

const unitedNations = 'https://www.un.org/en/observances/list-days-weeks';
const popular = 'https://en.wikipedia.org/wiki/List_of_commemorative_days';
const on = (day: number, month: number): HolidayRule => ({ kind: 'fixed', day, month });
const nth = (which: number, weekday: number, month: number, later = 0): HolidayRule => ({
  kind: 'nthWeekday',
  nth: which,
  weekday,
  month,
  ...(later === 0 ? {} : { later }),
});
const easter = (later: number): HolidayRule => ({ kind: 'easter', later });
const monday = 1;
const thursday = 4;
const sunday = 7;

const day = (
  id: string,
  rule: HolidayRule,
  vi: readonly string[],
  en: readonly string[],
  source = popular,
): Holiday => ({ id, rule, names: { vi, en }, source });

/** Days that are kept in much of the world. */
export const worldDays: readonly Holiday[] = [
  day(
    'valentine',
    on(14, 2),
    ['valentine', 'ngày tình nhân', 'lễ tình nhân', 'ngày tình yêu'],
    ['valentines day', 'valentine day', 'valentines', 'valentine', 'st valentines day'],
  ),
  day(
    'women',
    on(8, 3),
    ['quốc tế phụ nữ', 'phụ nữ quốc tế', 'ngày phụ nữ'],
    ['international womens day', 'womens day', 'international women day', 'iwd'],
    unitedNations,
  ),
  day('whiteDay', on(14, 3), ['valentine trắng'], ['white day']),
  day('piDay', on(14, 3), ['ngày số pi'], ['pi day']),
  day('saintPatrick', on(17, 3), [], ['st patricks day', 'saint patricks day', 'st paddys day']),
  day('happiness', on(20, 3), ['quốc tế hạnh phúc'], ['day of happiness'], unitedNations),
  day('water', on(22, 3), ['ngày nước thế giới'], ['world water day'], unitedNations),
  day(
    'aprilFools',
    on(1, 4),
    ['cá tháng 4', 'cá tháng tư', 'ngày nói dối'],
    [...['april fools day', 'april fools', 'april fool day', 'all fools day']],
  ),
  day('earth', on(22, 4), ['ngày trái đất'], ['earth day'], unitedNations),
  day('worldBook', on(23, 4), ['ngày sách thế giới'], ['world book day'], unitedNations),
  day('laborUnitedStates', nth(1, monday, 9), [], ['labor day', 'us labor day']),
  day('starWars', on(4, 5), [], ['star wars day']),
  day('mothers', nth(2, sunday, 5), ['ngày của mẹ'], ['mothers day', 'mother day']),
  day(
    'fathers',
    nth(3, sunday, 6),
    ['ngày của cha', 'ngày của bố', 'ngày của ba'],
    ['fathers day', 'father day'],
  ),
  day('memorial', nth(-1, monday, 5), [], ['memorial day']),
  day(
    'children',
    on(1, 6),
    [...['quốc tế thiếu nhi', 'ngày thiếu nhi', 'tết thiếu nhi', 'ngày trẻ em']],
    ['childrens day', 'international childrens day', 'children day'],
  ),
  day(
    'environment',
    on(5, 6),
    ['ngày môi trường thế giới'],
    ['world environment day'],
    unitedNations,
  ),
  day(
    'bloodDonors',
    on(14, 6),
    ['ngày hiến máu thế giới', 'ngày quốc tế người hiến máu'],
    ['world blood donor day'],
  ),
  day('yoga', on(21, 6), ['quốc tế yoga'], ['international yoga day', 'yoga day'], unitedNations),
  day(
    'independenceUnitedStates',
    on(4, 7),
    ['quốc khánh mỹ'],
    [
      ...['independence day', 'fourth of july', '4 th of july', 'the fourth of july'],
      ...['the 4 th of july', 'us independence day'],
    ],
  ),
  day('bastille', on(14, 7), ['quốc khánh pháp'], ['bastille day']),
  day('friendship', on(30, 7), ['quốc tế tình bạn'], ['friendship day'], unitedNations),
  day('peace', on(21, 9), ['quốc tế hòa bình'], ['international day of peace'], unitedNations),
  day(
    'worldTeachers',
    on(5, 10),
    ['ngày nhà giáo thế giới'],
    ['world teachers day'],
    unitedNations,
  ),
  day('mentalHealth', on(10, 10), ['ngày sức khỏe tâm thần thế giới'], ['world mental health day']),
  day(
    'girl',
    on(11, 10),
    ['ngày quốc tế trẻ em gái'],
    ['international day of the girl'],
    unitedNations,
  ),
  day(
    'halloween',
    on(31, 10),
    ['halloween', 'lễ halloween', 'ha lô uyn'],
    [...['halloween', 'halloween night', 'all hallows eve']],
  ),
  day('singles', on(11, 11), ['ngày độc thân', 'lễ độc thân'], ['singles day', 'double 11']),
  day('veterans', on(11, 11), [], ['veterans day', 'remembrance day', 'armistice day']),
  day(
    'men',
    on(19, 11),
    ['quốc tế đàn ông', 'quốc tế nam giới', 'ngày đàn ông'],
    [...['international mens day', 'mens day']],
  ),
  day(
    'thanksgiving',
    nth(4, thursday, 11),
    ['lễ tạ ơn'],
    [...['thanksgiving', 'thanksgiving day']],
  ),
  day(
    'blackFriday',
    nth(4, thursday, 11, 1),
    ['black friday', 'thứ sáu đen tối', 'thứ 6 đen tối'],
    ['black friday'],
  ),
  day('cyberMonday', nth(4, thursday, 11, 4), ['cyber monday'], ['cyber monday']),
  day('aids', on(1, 12), ['ngày thế giới phòng chống aids'], ['world aids day'], unitedNations),
  day(
    'disability',
    on(3, 12),
    ['ngày người khuyết tật', 'ngày quốc tế người khuyết tật'],
    [...['day of persons with disabilities', 'international day of persons with disabilities']],
  ),
  day(
    'volunteers',
    on(5, 12),
    ['ngày quốc tế tình nguyện', 'ngày tình nguyện viên quốc tế'],
    [...['international volunteer day', 'volunteer day']],
  ),
  day(
    'humanRights',
    on(10, 12),
    ['ngày nhân quyền', 'nhân quyền quốc tế'],
    ['human rights day'],
    unitedNations,
  ),
  day(
    'christmasEve',
    on(24, 12),
    ['đêm noel', 'đêm giáng sinh', 'vọng giáng sinh'],
    [...['christmas eve', 'xmas eve', 'the night before christmas']],
  ),
  day(
    'christmas',
    on(25, 12),
    ['noel', 'nô en', 'giáng sinh', 'chúa giáng sinh'],
    [...['christmas', 'christmas day', 'xmas', 'xmas day', 'x mas']],
  ),
  day('boxingDay', on(26, 12), [], ['boxing day']),
  day(
    'newYearsEve',
    on(31, 12),
    [
      ...[
        'giao thừa dương lịch',
        'đêm giao thừa dương lịch',
        'tất niên dương lịch',
        'giao thừa tây',
      ],
    ],
    ['new years eve', 'new year eve', 'nye', 'the eve of new year', 'new years eve night'],
  ),
  day('ashWednesday', easter(-46), ['thứ tư lễ tro', 'lễ tro'], ['ash wednesday']),
  day('palmSunday', easter(-7), ['chúa nhật lễ lá', 'chủ nhật lễ lá'], ['palm sunday']),
  day('maundyThursday', easter(-3), ['thứ năm tuần thánh'], ['maundy thursday', 'holy thursday']),
  day('goodFriday', easter(-2), ['thứ sáu tuần thánh'], ['good friday', 'holy friday']),
  day('holySaturday', easter(-1), ['thứ bảy tuần thánh'], ['holy saturday']),
  day(
    'easter',
    easter(0),
    ['phục sinh', 'chúa nhật phục sinh'],
    ['easter', 'easter sunday', 'easter day'],
  ),
  day('easterMonday', easter(1), ['thứ hai phục sinh'], ['easter monday']),
  day('ascension', easter(39), ['lễ thăng thiên'], ['ascension day']),
  day('pentecost', easter(49), ['lễ hiện xuống'], ['pentecost', 'whit sunday']),
  day('epiphany', on(6, 1), ['lễ hiển linh'], ['epiphany']),
  day('assumption', on(15, 8), ['lễ đức mẹ lên trời'], ['assumption day']),
  day('allSaints', on(1, 11), ['lễ các thánh'], ['all saints day']),
  day('allSouls', on(2, 11), ['lễ các đẳng'], ['all souls day']),
];
