-- A look at a board that found none hanging: "looked, and it was missing" is something else than "nobody looked".

ALTER TABLE board ADD COLUMN missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)); -- 1: no board hung there
