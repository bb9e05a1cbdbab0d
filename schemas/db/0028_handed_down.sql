-- A case that another body handed down (上级交办, 人大代表建议): which, by what paper, and the day by which it wants the result
-- (信访条例 2005 第二十一条第四项: 指定办理期限). NULL: nobody did, or it named no day.
ALTER TABLE petition ADD COLUMN handed_by TEXT;
ALTER TABLE petition ADD COLUMN handed_no TEXT;
ALTER TABLE petition ADD COLUMN report_by TEXT CONSTRAINT result_wanted_before_received CHECK (report_by >= received_on);

-- They are fields of the paper that is sealed when it is keyed in (migration 21).
DROP VIEW petition_field;
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
UNION ALL SELECT record_id, 'handed_by', handed_by FROM petition
UNION ALL SELECT record_id, 'handed_no', handed_no FROM petition
UNION ALL SELECT record_id, 'report_by', report_by FROM petition
UNION ALL SELECT p.record_id, 'representative',
       (SELECT group_concat(r.part || quote(r.name) || quote(r.telephone) || quote(r.address))
        FROM (SELECT * FROM petition_representative WHERE record_id = p.record_id ORDER BY part) AS r)
FROM petition p
UNION ALL SELECT p.record_id, 'named',
       (SELECT group_concat(n.kind || n.part || quote(n.amount_fen) || quote(n.value) || quote(n.written))
        FROM (SELECT * FROM petition_named WHERE record_id = p.record_id ORDER BY kind, part) AS n)
FROM petition p;

-- Who handed it down, and by what paper, is searched too. (Migration 29 makes the index anew.)
DROP VIEW petition_paper;
CREATE VIEW petition_paper AS                 -- what is searched of a paper
SELECT p.record_id, p.text || char(10) || p.number || char(10) || p.received_on || coalesce(char(10) || p.handed_by, '')
           || coalesce(char(10) || p.handed_no, '') AS words
FROM petition p;
