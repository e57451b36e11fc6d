import type { WorldSetup } from './driver/world-setup.ts';

/** A token in Discord's format, whose first part is the application's id. */
const discordToken = (applicationId: string): string =>
  `${Buffer.from(applicationId).toString('base64url')}.local.playground-token`;

/** The sample world of the playground. Ids are fixed, so that databases filled for it stay valid. */
export const sampleWorld: WorldSetup = {
  actors: [
    {
      key: 'linh',
      name: 'Linh Trần',
      role: 'creator',
      locale: 'vi',
      discord: { id: '1100000000000000001', username: 'linh.tran' },
      telegram: { id: 500001, username: 'linhtran' },
    },
    {
      key: 'minh',
      name: 'Minh Phạm',
      role: 'subscriber',
      locale: 'en',
      discord: { id: '1100000000000000002', username: 'minhpham' },
      telegram: { id: 500002, username: 'minhpham' },
    },
    {
      key: 'thao',
      name: 'Thảo Nguyễn',
      role: 'organiser',
      locale: 'vi',
      discord: { id: '1100000000000000003', username: 'thao.nguyen' },
      telegram: { id: 500003, username: 'thaonguyen' },
    },
    {
      key: 'quang',
      name: 'Quang Lê',
      role: 'moderator',
      locale: 'vi',
      discord: { id: '1100000000000000004', username: 'quangle' },
      telegram: { id: 500004 },
    },
    {
      key: 'hanh',
      name: 'Hạnh Đỗ',
      role: 'admin',
      locale: 'en',
      discord: { id: '1100000000000000005', username: 'hanh.do' },
      telegram: { id: 500005, username: 'hanhdo' },
    },
  ],
  discord: {
    bot: {
      token: discordToken('1200000000000000001'),
      id: '1200000000000000001',
      name: 'Callboard',
    },
    servers: [
      {
        id: '1300000000000000001',
        name: 'Mạng lưới Nhà sáng tạo',
        owner: 'hanh',
        managers: ['hanh'],
        members: ['linh', 'minh', 'thao', 'quang', 'hanh'],
        roles: [
          { id: '1350000000000000001', name: 'Organisers', members: ['thao'] },
          { id: '1350000000000000002', name: 'Moderators', members: ['quang'] },
        ],
        channels: [
          { id: '1400000000000000001', name: 'thông-báo', type: 'announcement' },
          { id: '1400000000000000002', name: 'trò-chuyện', type: 'text' },
          { id: '1400000000000000003', name: 'khóa-học', type: 'text' },
          {
            id: '1400000000000000004',
            name: 'khóa podcast',
            type: 'thread',
            parent: '1400000000000000003',
          },
        ],
      },
    ],
  },
  telegram: {
    bot: {
      token: '700001:playground-telegram-token-of-callboard',
      id: 700001,
      username: 'callboard_bot',
      name: 'Callboard',
    },
    chats: [
      {
        id: -1001000000001,
        type: 'supergroup',
        title: 'Nhà sáng tạo Việt',
        administrators: ['hanh'],
        members: ['linh', 'minh', 'thao', 'quang', 'hanh'],
        topics: [
          { id: 11, name: 'Sự kiện' },
          { id: 12, name: 'Khóa học' },
        ],
      },
      {
        id: -1001000000002,
        type: 'channel',
        title: 'Bản tin Nhà sáng tạo',
        administrators: ['hanh'],
        members: ['linh', 'minh', 'thao', 'quang', 'hanh'],
      },
      {
        id: -4000000003,
        type: 'group',
        title: 'Nhóm quay phim',
        administrators: ['thao'],
        members: ['linh', 'thao', 'minh'],
      },
    ],
  },
};
