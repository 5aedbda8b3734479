INSERT INTO account_report AS known VALUES (%s, 1, %s, %s)
ON CONFLICT (account) DO UPDATE
SET events = known.events + 1, amount = known.amount + excluded.amount, last_at = excluded.last_at
