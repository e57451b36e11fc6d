import type { ScenarioUser } from './scenario-user.ts';

/** Thảo begins a community of her own, and her private chat looks at that one. */
export async function switchToOwnCommunity(thao: ScenarioUser): Promise<void> {
  const own = thao.in('Nhóm quay phim');
  await own.says('/start');
  await own.sees(/Đây là Callboard/);
  await thao.says('/start');
  await thao.sees(/Đây là Callboard|nhiều cộng đồng/);
  await thao.presses('Nhóm quay phim');
  await thao.sees(/bot của Nhóm quay phim/);
}
