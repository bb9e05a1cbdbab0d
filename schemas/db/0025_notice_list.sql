-- The notices of one place, for its dossier, as lists that the import writes at the end of a file. The index that did it before cost
-- an eighth of an import: each notice went to a place of its own in it. The lists can be made again from the notices; `jianfu verify`
-- compares them.
DROP INDEX notice_division;

CREATE TABLE notice_list (                    -- which notices were charged in a place; also those that no longer count
    list_id     INTEGER PRIMARY KEY,
    division_id INTEGER NOT NULL REFERENCES subject, -- where
    records     TEXT NOT NULL                 -- their records, a JSON array
) STRICT;

CREATE INDEX notice_list_division ON notice_list (division_id);

INSERT INTO notice_list (division_id, records) SELECT division_id, json_group_array(record_id) FROM notice GROUP BY division_id;
