CREATE INDEX "account_claims_claimed_until" ON "account_claims" USING btree ("claimed_until");--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "sessions_last_seen_at" ON "sessions" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "sessions_email" ON "sessions" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_tokens_header" ON "sessions" USING btree (split_part("tokens", '.', 1));--> statement-breakpoint
CREATE INDEX "sessions_backend_token_header" ON "sessions" USING btree (split_part("backend_token", '.', 1));