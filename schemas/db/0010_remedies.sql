-- Remedies besides money (整改事项), and since when a breach is established: what makes the next one a repeat.

CREATE TABLE remedy (                         -- an order to put something right, rebuilt from the events remedy.*
    subject_id     INTEGER PRIMARY KEY REFERENCES subject, -- subject of kind remedy
    number         TEXT NOT NULL,             -- number of the order: Z2005-001
    petition_id    INTEGER REFERENCES subject, -- the case; NULL when ordered without one
    unit_id        INTEGER NOT NULL REFERENCES subject, -- who must put it right
    kind           TEXT NOT NULL,             -- item-cancelled, paper-revoked ... (words of the group remedy)
    state          TEXT NOT NULL,             -- ordered, proved, rejected, accepted, withdrawn
    text           TEXT NOT NULL,             -- what is to be done
    basis          TEXT NOT NULL,             -- paper and article
    ordered_on     TEXT NOT NULL,
    first_deadline TEXT NOT NULL,             -- last day as first ordered
    deadline       TEXT NOT NULL,             -- last day as it stands now
    proof          TEXT,                      -- what the unit showed last; NULL before
    paper          TEXT,                      -- number of the paper that proves it; NULL when none
    proved_by      TEXT,                      -- who brought the proof
    proved_on      TEXT,                      -- day of the last proof
    settled_on     TEXT,                      -- day of acceptance or withdrawal
    reason         TEXT,                      -- of the last rejection, or of the withdrawal
    last_event     INTEGER NOT NULL REFERENCES event
) STRICT;
CREATE INDEX remedy_petition ON remedy (petition_id);
CREATE INDEX remedy_unit ON remedy (unit_id);

CREATE TABLE remedy_about (                   -- what a remedy answers besides its case
    remedy_id  INTEGER NOT NULL REFERENCES remedy,
    part       INTEGER NOT NULL,
    subject_id INTEGER NOT NULL REFERENCES subject, -- the paper of the finding, or any other subject
    finding_id INTEGER REFERENCES finding,    -- the finding; NULL for another subject
    PRIMARY KEY (remedy_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX remedy_about_subject ON remedy_about (subject_id);
CREATE INDEX remedy_about_finding ON remedy_about (finding_id) WHERE finding_id IS NOT NULL;

-- Day on which a person confirmed the finding, since it was last dismissed or waived: a breach charged after it is a repeat.
-- NULL unless it was confirmed.
ALTER TABLE finding ADD COLUMN established_on TEXT;
UPDATE finding
   SET established_on = (SELECT e.day FROM event e
                          WHERE e.subject_id = finding.subject_id AND e.type = 'finding.confirm'
                            AND e.body ->> '$.finding' = finding.finding_id
                            AND e.event_id > coalesce((SELECT max(x.event_id) FROM event x
                                                        WHERE x.subject_id = finding.subject_id
                                                          AND x.type IN ('finding.dismiss', 'finding.waive')
                                                          AND x.body ->> '$.finding' = finding.finding_id), 0)
                          ORDER BY e.event_id LIMIT 1)
 WHERE state IN ('confirmed', 'rectified');

-- The few that people confirmed, by unit and rule; and the findings of a unit by rule and day, to look forward from them.
CREATE INDEX finding_established ON finding (unit_id, rule, established_on) WHERE established_on IS NOT NULL;
DROP INDEX finding_unit;
CREATE INDEX finding_unit ON finding (unit_id, rule, charged_on);
