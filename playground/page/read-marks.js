const key = 'callboard.read';

/** What each person has read, by place; kept for this tab as long as the program runs. */
export function createReadMarks() {
  let run;
  let marks = {};
  return {
    /** Begins with what this tab remembers of the same run of the program, else with nothing. */
    begin(current) {
      if (run === current) return;
      run = current;
      const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
      marks = kept?.run === run ? kept.marks : {};
    },
    isUnread: (actor, platform, place) =>
      place.latest > (marks[`${actor} ${platform} ${place.key}`] ?? 0),
    read(actor, platform, place) {
      marks[`${actor} ${platform} ${place.key}`] = place.latest;
      sessionStorage.setItem(key, JSON.stringify({ run, marks }));
    },
  };
}
