-- In which group of its paper a component of a school's charge stands, so that two classes of a grade with as many pupils are told
-- from one that was charged twice. NULL: taken in before this was kept.
ALTER TABLE school_charge_line ADD COLUMN group_no INTEGER;
