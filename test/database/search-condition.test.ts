import { expect, onTestFinished, test } from 'vitest';
import { searchCondition } from '../../src/database/search-condition.ts';
import { fold, matchesQuery } from '../../src/language/text/fold.ts';
import { databaseKinds } from '../support/database/test-databases.ts';

const titles = [
  'Hỏi đáp: thuế cho nhà sáng tạo',
  'Kể chuyện bằng hình',
  'Lễ hội (Huế)',
  'Dựng phim 4K/HDR',
  '100%_đúng \\ sai',
  'Gala #2 – C++',
];
const queries = [
  'huế',
  'hue',
  'chuy',
  'hủy',
  'hdr',
  '100',
  '%',
  '_',
  '\\',
  'c++',
  '#2',
  'nha sang',
  '',
];

test.each(databaseKinds)(
  'finds the same in the database on %s as in memory',
  async (_name, open) => {
    const { prisma, close } = await open();
    onTestFinished(close);
    const { id: communityId } = await prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    await prisma.course.createMany({
      data: titles.map((title) => ({ communityId, title, searchText: fold(title) })),
    });
    for (const query of queries) {
      const found = await prisma.course.findMany({ where: { AND: searchCondition(query) } });
      expect(found.map(({ title }) => title).toSorted(), query).toEqual(
        titles.filter((title) => matchesQuery(fold(title), query)).toSorted(),
      );
    }
  },
);
