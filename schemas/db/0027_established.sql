-- The day of establishing of findings that were confirmed and then no longer found, in databases older than that column: migration 10
-- gave it to those alone that still stood. `jianfu verify` now follows it from the decisions, whatever has become of the finding.

WITH decision AS (SELECT event_id, day, body ->> '$.finding' AS finding_id, body ->> '$.to' IN ('confirmed', 'rectified') AS stands
                    FROM event WHERE type GLOB 'finding.*'),
     aside AS (SELECT finding_id, coalesce(max(event_id) FILTER (WHERE NOT stands), 0) AS event_id FROM decision GROUP BY finding_id),
     established AS (SELECT d.finding_id, min(d.event_id), d.day
                       FROM aside a JOIN decision d ON d.finding_id = a.finding_id AND d.event_id > a.event_id GROUP BY d.finding_id)
UPDATE finding SET established_on = e.day FROM established e
 WHERE e.finding_id = finding.finding_id AND finding.state = 'gone' AND finding.established_on IS NULL;
