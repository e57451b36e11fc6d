-- AlterTable
ALTER TABLE "AlertVersion" ADD COLUMN     "pictureAlt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pictureHash" TEXT;

-- CreateTable
CREATE TABLE "Picture" (
    "hash" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Picture_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "PicturePiece" (
    "hash" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "PicturePiece_pkey" PRIMARY KEY ("hash","number")
);

-- CreateTable
CREATE TABLE "PictureUpload" (
    "hash" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,

    CONSTRAINT "PictureUpload_pkey" PRIMARY KEY ("hash","botId")
);

-- CreateIndex
CREATE INDEX "Picture_sentAt_idx" ON "Picture"("sentAt");

-- AddForeignKey
ALTER TABLE "PicturePiece" ADD CONSTRAINT "PicturePiece_hash_fkey" FOREIGN KEY ("hash") REFERENCES "Picture"("hash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PictureUpload" ADD CONSTRAINT "PictureUpload_hash_fkey" FOREIGN KEY ("hash") REFERENCES "Picture"("hash") ON DELETE CASCADE ON UPDATE CASCADE;
