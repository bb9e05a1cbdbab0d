-- The notices of one place, for its dossier: without it those of every unit that charged there would be read.
CREATE INDEX notice_division ON notice (division_id);
