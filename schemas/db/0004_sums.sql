-- Sums that the import keeps, so that a figure over a year of notices need not walk through them. All of it can be counted again
-- from the notices; `jianfu verify` does so.

CREATE TABLE notice_day (                     -- notices that count, by day, unit and file
    charged_on    TEXT NOT NULL,              -- day of the charge
    unit_id       INTEGER NOT NULL REFERENCES subject, -- who charged
    batch_id      INTEGER NOT NULL REFERENCES batch, -- the file that brought the version that counts
    notices       INTEGER NOT NULL,           -- how many
    lines         INTEGER NOT NULL,           -- of theirs
    total_fen     INTEGER NOT NULL,           -- as stated on the papers
    first_subject INTEGER NOT NULL,           -- no subject of theirs is lower: where `why` begins
    PRIMARY KEY (charged_on, unit_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice_place (                   -- who charged where, and whom; also by notices that no longer count
    unit_id     INTEGER NOT NULL REFERENCES subject,
    division_id INTEGER NOT NULL REFERENCES subject,
    payer_class TEXT NOT NULL,
    PRIMARY KEY (unit_id, division_id, payer_class)
) STRICT, WITHOUT ROWID;

INSERT INTO notice_day
SELECT n.charged_on, n.unit_id, r.batch_id, count(*),
       sum((SELECT count(*) FROM notice_item l WHERE l.record_id = n.record_id)), sum(n.total_fen), min(n.subject_id)
  FROM notice n
  CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
  CROSS JOIN record r ON r.record_id = n.record_id
 GROUP BY 1, 2, 3;

INSERT INTO notice_place SELECT DISTINCT unit_id, division_id, payer_class FROM notice;
