-- What a complaint tells beyond its text: who speaks for its petitioners, and the facts that a person found named in it.

CREATE TABLE petition_representative (        -- who speaks for several petitioners (代表)
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL CONSTRAINT at_most_five_representatives CHECK (part BETWEEN 1 AND 5), -- 信访条例第十八条
    name      TEXT NOT NULL,                  -- secret
    telephone TEXT,                           -- secret
    address   TEXT,                           -- secret
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_named (                 -- facts named in the text, as a person entered or confirmed them
    record_id  INTEGER NOT NULL REFERENCES record,
    kind       TEXT NOT NULL CHECK (kind IN ('amount', 'day', 'document', 'item')),
    part       INTEGER NOT NULL,              -- position among its kind
    amount_fen INTEGER,                       -- of an amount
    value      TEXT,                          -- a period (2005-06-03, 2005-06, 2005S), a document number, the name of an item
    written    TEXT,                          -- as the text has it; NULL: not told
    PRIMARY KEY (record_id, kind, part),
    CHECK ((kind = 'amount') = (amount_fen IS NOT NULL) AND (kind = 'amount') = (value IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX petition_received ON petition (received_on); -- the latest cases, whose texts are compared
