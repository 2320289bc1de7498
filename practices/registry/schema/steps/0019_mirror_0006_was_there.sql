ALTER TABLE "mirror_insuranceclaim" ADD COLUMN "was_there" boolean DEFAULT false NOT NULL;
ALTER TABLE "mirror_insuranceclaim" ALTER COLUMN "was_there" DROP DEFAULT;