/** Files as the Bot API describes them. */
export interface FileFacts {
  file_id: string;
  file_unique_id: string;
  file_size: number;
}
export interface Document extends FileFacts {
  file_name?: string;
  mime_type?: string;
}
export interface PhotoSize extends FileFacts {
  width: number;
  height: number;
}
