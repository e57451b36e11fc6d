-- AlterTable
ALTER TABLE "Interest" ADD COLUMN     "broughtById" UUID;

-- AlterTable
ALTER TABLE "Signup" ADD COLUMN     "broughtById" UUID;

-- CreateIndex
CREATE INDEX "Interest_broughtById_idx" ON "Interest"("broughtById");

-- CreateIndex
CREATE INDEX "Signup_broughtById_idx" ON "Signup"("broughtById");

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_broughtById_fkey" FOREIGN KEY ("broughtById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signup" ADD CONSTRAINT "Signup_broughtById_fkey" FOREIGN KEY ("broughtById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
