const everyone = [['training'], ['mine']];
const byPart = {
  organiser: [
    ['course', 'roster'],
    ['event', 'new'],
  ],
  moderator: [['alert', 'send'], ['alerts']],
  admin: [['role', 'list'], ['alerts']],
};

/** What somebody may like to try first, as it is typed on that platform. */
export function examplesFor(platform, part, words) {
  // Discord offers a command's options once a space stands after its name.
  const typed = (name) =>
    platform === 'telegram' ? `/${name.join('_')}` : `/${name.join(' ')}${name[1] ? ' ' : ''}`;
  return [`/events ${words.thisWeek}`, ...(byPart[part] ?? everyone).map(typed), '/help'];
}
