-- Searching petitions: an index of each two neighbouring characters, for FTS5 alone cannot find Chinese words of two characters.
-- One document for each paper and one for each step, written once and never changed, so that the index only grows. All of it
-- can be made again from papers and events; `jianfu verify` holds it against them. Names, telephones, addresses, payees and
-- receivers are in none of it.

CREATE TABLE petition_words (                 -- what is searched of a step of a case or its refunds, as it was said
    event_id   INTEGER PRIMARY KEY REFERENCES event, -- the step
    subject_id INTEGER NOT NULL REFERENCES subject, -- the petition
    words      TEXT NOT NULL                  -- reasons, notes, bases, units, the order's number, the day
) STRICT;
CREATE INDEX petition_words_subject ON petition_words (subject_id);

INSERT INTO petition_words (event_id, subject_id, words)
SELECT e.event_id, s.subject_id,
       coalesce((SELECT group_concat(j.value, char(10)) || char(10) FROM json_each(e.body, '$.fields') j
                 WHERE j.type = 'text' AND j.key IN ('reason', 'note', 'no-refund', 'other-unit', 'basis', 'to', 'unit', 'deadline')), '')
           || coalesce((e.body ->> '$.order') || char(10), '') || e.day
FROM event e
JOIN subject s ON s.kind = 'petition' AND s.key = e.body ->> '$.petition'
WHERE e.type GLOB 'petition.*' OR e.type GLOB 'refund.*';

CREATE VIEW petition_paper AS                 -- what is searched of a paper
SELECT p.record_id, p.text || char(10) || p.number || char(10) || p.received_on AS words FROM petition p;

CREATE VIEW petition_document AS              -- the documents of the index: papers below 0, steps above
SELECT -record_id AS document_id, text_pairs(words) AS pairs FROM petition_paper
UNION ALL
SELECT event_id, text_pairs(words) FROM petition_words;

-- which document holds which pair (a comment inside would be an argument)
CREATE VIRTUAL TABLE petition_index USING fts5(
    pairs, content = 'petition_document', content_rowid = 'document_id', detail = none, columnsize = 0, tokenize = 'ascii');
INSERT INTO petition_index (petition_index) VALUES ('rebuild');

CREATE INDEX petition_division ON petition (division_id);
CREATE INDEX petition_unit ON petition (unit_id);
-- so that looking for a person need not read all the texts
CREATE INDEX petition_person ON petition (petitioner, telephone, address, subject_id);
