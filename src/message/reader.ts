/** The reader of a message. Where a platform cannot show local times, times are formatted for this reader. */
export interface MessageReader {
  locale: 'en' | 'vi';
  /** IANA zone. */
  zone: string;
  /** Several people read it, possibly in different zones. */
  shared?: boolean;
}
