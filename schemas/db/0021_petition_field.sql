-- What was keyed in of a petition, field by field: the event of its registering holds a digest of each (casework.sealed), so that a
-- row that was changed past the program is found, with the field, and no name or telephone stands in the log.

CREATE VIEW petition_field AS
SELECT record_id, 'number' AS name, number AS value FROM petition
UNION ALL SELECT record_id, 'channel' AS name, channel AS value FROM petition
UNION ALL SELECT record_id, 'received_on' AS name, received_on AS value FROM petition
UNION ALL SELECT record_id, 'persons' AS name, persons AS value FROM petition
UNION ALL SELECT record_id, 'petitioner' AS name, petitioner AS value FROM petition
UNION ALL SELECT record_id, 'telephone' AS name, telephone AS value FROM petition
UNION ALL SELECT record_id, 'address' AS name, address AS value FROM petition
UNION ALL SELECT p.record_id, 'division', s.key FROM petition p LEFT JOIN subject s ON s.subject_id = p.division_id
UNION ALL SELECT p.record_id, 'unit', s.key FROM petition p LEFT JOIN subject s ON s.subject_id = p.unit_id
UNION ALL SELECT record_id, 'category', category FROM petition
UNION ALL SELECT record_id, 'major_case', major_case FROM petition
UNION ALL SELECT record_id, 'text', text FROM petition
UNION ALL SELECT p.record_id, 'representative',
       (SELECT group_concat(r.part || quote(r.name) || quote(r.telephone) || quote(r.address))
        FROM (SELECT * FROM petition_representative WHERE record_id = p.record_id ORDER BY part) AS r)
FROM petition p
UNION ALL SELECT p.record_id, 'named',
       (SELECT group_concat(n.kind || n.part || quote(n.amount_fen) || quote(n.value) || quote(n.written))
        FROM (SELECT * FROM petition_named WHERE record_id = p.record_id ORDER BY kind, part) AS n)
FROM petition p;
