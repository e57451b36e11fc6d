import { createHash } from 'node:crypto';
import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import type { PictureFormat } from './picture-format.ts';
import type { PictureSource, StoredPicture } from './pictures.ts';

/** Bytes of one stored piece. */
const pieceBytes = 65_536;

/** Pieces written or read by one statement. */
const piecesAtOnce = 16;

/** Stores a picture's bytes, unless they are there already. @returns its hash */
export async function storePicture(
  db: PrismaClient,
  bytes: Uint8Array,
  { contentType, width, height }: PictureFormat,
  at: Date,
): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const { count } = await db.picture.updateMany({ where: { hash }, data: { sentAt: at } });
  if (count > 0) return hash;
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, number) => ({
    hash,
    number,
    bytes: new Uint8Array(bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes)),
  }));
  await db.$transaction(async (tx) => {
    const size = bytes.length;
    // Another process may store the same picture at this moment.
    await tx.picture.createMany({
      data: [{ hash, contentType, width, height, size, createdAt: at, sentAt: at }],
      skipDuplicates: true,
    });
    for (let from = 0; from < pieces.length; from += piecesAtOnce) {
      const data = pieces.slice(from, from + piecesAtOnce);
      await tx.picturePiece.createMany({ data, skipDuplicates: true });
    }
  });
  return hash;
}

/** Reads a picture; undefined when it, or a part of it, is gone. */
async function readPicture(db: PrismaClient, hash: string): Promise<StoredPicture | undefined> {
  const found = await db.picture.findUnique({ where: { hash } });
  if (!found) return undefined;
  const { contentType, size } = found;
  const parts: Uint8Array[] = [];
  for (let read = 0; read < size; ) {
    const pieces = await db.picturePiece.findMany({
      where: { hash, number: { gte: parts.length } },
      orderBy: { number: 'asc' },
      take: piecesAtOnce,
    });
    if (pieces.length === 0) return undefined;
    for (const { bytes } of pieces) {
      parts.push(bytes);
      read += bytes.length;
    }
  }
  const bytes = Buffer.concat(parts);
  const isWhole = createHash('sha256').update(bytes).digest('hex') === hash;
  return isWhole ? { hash, contentType, bytes } : undefined;
}

/** The stored pictures. */
export const createPictureSource = (db: PrismaClient): PictureSource => ({
  load: (hash) => readPicture(db, hash),
  async findUpload(hash, botId) {
    const found = await db.pictureUpload.findUnique({
      where: { hash_botId: { hash, botId } },
      select: { fileId: true, picture: { select: { contentType: true } } },
    });
    return found ? { fileId: found.fileId, contentType: found.picture.contentType } : undefined;
  },
  async recordUpload(hash, botId, fileId) {
    await db.$executeRaw(Prisma.sql`
      INSERT INTO "PictureUpload" (hash, "botId", "fileId")
      SELECT hash, ${botId}, ${fileId} FROM "Picture" WHERE hash = ${hash}
      ON CONFLICT (hash, "botId") DO UPDATE SET "fileId" = excluded."fileId"`);
  },
  async forgetUpload(hash, botId) {
    await db.pictureUpload.deleteMany({ where: { hash, botId } });
  },
});
