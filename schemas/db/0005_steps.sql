-- What the further steps of a case leave behind: pauses, the end by a second review, cases merged into others.
ALTER TABLE petition_case ADD COLUMN paused_on TEXT;    -- paused for a hearing since (中止); NULL while it runs
ALTER TABLE petition_case ADD COLUMN final_on TEXT;     -- a second review upheld the answer (复核终结); NULL: not so
ALTER TABLE petition_case ADD COLUMN merged_into INTEGER REFERENCES subject; -- the case that goes on for it (并案)
CREATE INDEX petition_case_merged ON petition_case (merged_into) WHERE merged_into IS NOT NULL;
