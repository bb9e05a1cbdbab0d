-- Who works with this database, in which role. Written only by applying events (actor.add, actor.role, actor.remove); nobody is ever
-- deleted. While it is empty no roles are kept, and everybody may do everything, as before it was there.

CREATE TABLE actor (
    name     TEXT PRIMARY KEY,                -- as events, --actor and JIANFU_ACTOR give it
    role     TEXT NOT NULL CHECK (role IN ('clerk', 'inspector', 'head', 'auditor')), -- 经办人, 核查员, 负责人, 审计员
    active   INTEGER NOT NULL CHECK (active IN (0, 1)), -- 0: removed; kept, for older events name him
    event_id INTEGER NOT NULL REFERENCES event -- the last that changed this row
) STRICT, WITHOUT ROWID;

-- The few events among many that tell who saw names in full.
CREATE INDEX event_look ON event (event_id) WHERE type = 'names.shown';
