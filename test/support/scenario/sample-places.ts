import type { PlatformName } from '../../../playground/driver/client-driver.ts';

/** Places of the sample world that both platforms have, by their names there. */
export const samplePlaces = {
  /** Where several people write. */
  group: { discord: 'trò-chuyện', telegram: 'Nhà sáng tạo Việt' },
  /** Where people read what the community announces. */
  announcements: { discord: 'thông-báo', telegram: 'Nhà sáng tạo Việt' },
} as const satisfies Record<string, Record<PlatformName, string>>;
