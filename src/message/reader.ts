/** Who reads a message: where a platform has no local time of its own, times are written for this reader. */
export interface MessageReader {
  locale: 'en' | 'vi';
  /** IANA zone. */
  zone: string;
  /** Several people read it, each in a zone of their own. */
  shared?: boolean;
}
