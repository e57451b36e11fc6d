import type { DateExpression } from '../../model/date-expression.ts';
import type { PartOfDay } from '../../model/local-moment.ts';
import type { Vocabulary } from '../vocabulary.ts';

const same = <Value>(value: Value, ...words: readonly string[]): Record<string, Value> =>
  Object.fromEntries(words.map((word) => [word, value]));
const unit = (name: 'week' | 'weekend' | 'month' | 'year', offset: number): DateExpression => ({
  kind: 'unit',
  unit: name,
  offset,
});
/** `sáng ni`, `trưa hqua`: a part of yesterday or today. */
const withPart = (day: number, word: string) =>
  Object.fromEntries(
    (
      [
        ['sáng', 'morning'],
        ['trưa', 'noon'],
        ['chiều', 'afternoon'],
        ['tối', 'evening'],
        ['đêm', 'night'],
        ['khuya', 'night'],
      ] satisfies readonly (readonly [string, PartOfDay])[]
    ).map(([part, partOfDay]) => [`${part} ${word}`, { day, partOfDay }] as const),
  );

/** Short forms, dialects and further words of chat. */
export const typedVietnamese = {
  relativeDays: {
    ...same(0, 'ngay hôm nay', 'trong ngày hôm nay', 'nội trong hôm nay', 'nội hôm nay'),
    ...same(0, 'hôm nay này', 'hum nầy', 'bữa ni', 'ngày bữa nay'),
    ...same(1, 'mơi', 'bữa mơi', 'hôm mơi'),
    ...same(1, 'bữa mai', 'hôm mai', 'ngày mai này', 'ngày mai luôn', 'mai luôn'),
    ...same(2, 'hôm mốt', 'ngày mốt này'),
    ...same(-1, 'bữa hôm qua', 'hum wa', 'hôm wa'),
    ...same(-2, 'ngày hôm kia', 'hum kia'),
  },
  daysWithPart: {
    ...withPart(0, 'ni'),
    ...withPart(1, 'mơi'),
    ...withPart(-1, 'qua'),
    'giữa trưa nay': { day: 0, partOfDay: 'noon' },
  },
  partsOfDay: {
    ...same<PartOfDay>('morning', 'ban sáng', 'rạng sáng', 'tờ mờ sáng', 'mờ sáng', 'hừng sáng'),
    ...same<PartOfDay>(
      'morning',
      'đầu giờ sáng',
      'cuối giờ sáng',
      'giữa buổi sáng',
      'đầu buổi sáng',
    ),
    ...same<PartOfDay>('morning', 'cuối buổi sáng', 'sáng tinh mơ'),
    ...same<PartOfDay>('noon', 'ban trưa', 'gần trưa', 'giờ nghỉ trưa', 'giờ trưa', 'tầm trưa'),
    ...same<PartOfDay>(
      'afternoon',
      'ban chiều',
      'xế chiều',
      'đầu chiều',
      'cuối chiều',
      'đầu giờ chiều',
    ),
    ...same<PartOfDay>(
      'afternoon',
      'cuối giờ chiều',
      'đầu buổi chiều',
      'cuối buổi chiều',
      'chiều muộn',
    ),
    ...same<PartOfDay>(
      'evening',
      'ban tối',
      'đầu buổi tối',
      'cuối buổi tối',
      'sẩm tối',
      'chập tối',
    ),
    ...same<PartOfDay>('night', 'buổi đêm', 'đêm khuya', 'đêm muộn'),
  },
  weekdays: {
    ...same(7, 'cnhật', 'c n'),
  },
  fixedPeriods: {
    ...same(
      unit('week', 0),
      'tuần hiện tại',
      'nội tuần này',
      'nội trong tuần này',
      'tuần ni',
      'tuần nầy',
    ),
    ...same(unit('week', 1), 'sang tuần sau', 'sang tuần tới', 'qua tuần sau', 'qua tuần tới'),
    ...same(unit('month', 1), 'sang tháng sau', 'sang tháng tới', 'qua tháng sau', 'qua tháng tới'),
    ...same(unit('year', 1), 'sang năm sau', 'sang năm tới', 'qua năm sau', 'qua năm tới'),
    ...same(unit('week', 2), 'tuần tới nữa', 'tuần sau sau', 'tuần kế nữa'),
    ...same(unit('week', -2), 'tuần trước nữa', 'tuần trước trước', 'tuần trước đó nữa'),
    ...same(unit('weekend', 0), 'cuối tuần tới đây', 'cuối tuần ni', 'cuối tuần nầy'),
    ...same(
      unit('weekend', 0),
      'hai ngày cuối tuần này',
      '2 ngày cuối tuần này',
      'dịp cuối tuần này',
    ),
    ...same(unit('weekend', 1), 'hai ngày cuối tuần sau', '2 ngày cuối tuần sau'),
    ...same(unit('weekend', 1), 'hai ngày cuối tuần tới', '2 ngày cuối tuần tới'),
    ...same(unit('weekend', -1), 'hai ngày cuối tuần trước', '2 ngày cuối tuần trước'),
    ...same(
      unit('month', 0),
      'tháng hiện tại',

      'nội tháng này',
      'nội trong tháng này',
    ),
    ...same(unit('month', 0), 'tháng ni', 'tháng nầy'),
    ...same(unit('month', 2), 'tháng tới nữa'),
    ...same(unit('month', -2), 'tháng trước nữa'),
    ...same(unit('year', 0), 'năm hiện tại', 'năm ni', 'năm nầy'),
    ...same(unit('year', 2), 'năm tới nữa'),
    ...same(unit('year', -2), 'năm kìa', 'năm trước nữa'),
    ...same<DateExpression>({ kind: 'unit', unit: 'quarter', offset: 0 }, 'quý hiện tại'),
    ...same<DateExpression>({ kind: 'unit', unit: 'quarter', offset: 0 }, 'quý nầy', 'quý ni'),
  },
} satisfies Partial<Vocabulary>;
