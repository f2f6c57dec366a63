CREATE TABLE "callbacks" (
	"id" text PRIMARY KEY NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"session_id" uuid
);
--> statement-breakpoint
CREATE INDEX "callbacks_claimed_at" ON "callbacks" USING btree ("claimed_at");