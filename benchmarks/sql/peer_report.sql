CREATE TABLE IF NOT EXISTS account_report (
    account uuid        PRIMARY KEY,
    events  bigint      NOT NULL,
    amount  bigint      NOT NULL,
    last_at timestamptz NOT NULL
)
