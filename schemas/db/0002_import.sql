-- What an import of a million records has to keep up besides the records themselves.

-- The version that a record replaced; NULL for the first one. From the version that counts (subject.record_id) the line of them
-- leads back to the first, so that no index over all records is needed to find the few that were replaced.
ALTER TABLE record ADD COLUMN previous_id INTEGER REFERENCES record;
UPDATE record SET previous_id = p.previous_id
FROM (SELECT record_id, lag(record_id) OVER (PARTITION BY subject_id ORDER BY version, record_id) AS previous_id FROM record) AS p
WHERE p.record_id = record.record_id AND p.previous_id IS NOT NULL;
DROP INDEX record_subject;

-- Nobody asks for the records of a batch but by way of the records.
DROP INDEX record_batch;

-- The key of a notice begins with its unit ('100SL/...'): the unique index of subject finds a unit's notices.
DROP INDEX notice_unit;
