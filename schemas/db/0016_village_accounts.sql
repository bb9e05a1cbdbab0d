-- Income and expense accounts of village collectives (村集体收支账), as their books tell them. What kind of income or expense an entry
-- is does not stand here: it is read from title and summary (src/audit/account-categories.tsv).

CREATE TABLE village_account (                -- the account of one village for a month or half-year
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    unit_id     INTEGER NOT NULL REFERENCES subject, -- the village's organisation, a unit of type village
    period      TEXT NOT NULL CONSTRAINT month_or_half_year
                CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR period GLOB '[0-9][0-9][0-9][0-9]H[12]'), -- 2005-03, 2005H1
    opening_fen INTEGER NOT NULL,             -- opening balance as stated
    income_fen  INTEGER NOT NULL,             -- total income as stated
    expense_fen INTEGER NOT NULL,             -- total expense as stated
    closing_fen INTEGER NOT NULL              -- closing balance as stated
) STRICT;
CREATE INDEX village_account_unit ON village_account (unit_id);

CREATE TABLE village_account_entry (          -- one entry
    record_id     INTEGER NOT NULL REFERENCES record,
    part          INTEGER NOT NULL,
    line          INTEGER NOT NULL,           -- line in the file
    booked_on     TEXT NOT NULL,              -- day of the entry
    direction     TEXT NOT NULL CHECK (direction IN ('income', 'expense')), -- 收入, 支出
    account       TEXT NOT NULL,              -- account title (科目) as written
    summary       TEXT NOT NULL,              -- summary (摘要) as written; secret, for it may hold the name of the other side
    counter_id    INTEGER REFERENCES subject, -- the other side, where it is a unit; NULL: a person, or not said
    counterparty  TEXT,                       -- its name as written; secret, for it may be a person
    fee_term      INTEGER REFERENCES term,    -- name of the fee as on its receipt; NULL: no fee, or not said
    amount_fen    INTEGER NOT NULL,
    voucher       TEXT,                       -- number of the original voucher; NULL: there is none
    receipt_kind  TEXT,                       -- kind of the voucher
    approved_by   TEXT,                       -- villagers' financial group (民主理财小组) that examined it; NULL: nobody did
    document_term INTEGER REFERENCES term,    -- paper cited; NULL when none
    other_shown   TEXT GENERATED ALWAYS AS (substr(trim(counterparty), 1, 1) || '＊＊') STORED, -- the other side's name as it may be shown
    summary_shown TEXT NOT NULL GENERATED ALWAYS AS ( -- the summary with it
        CASE WHEN length(trim(counterparty)) > 1
             THEN replace(summary, trim(counterparty), substr(trim(counterparty), 1, 1) || '＊＊') ELSE summary END) STORED,
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;
