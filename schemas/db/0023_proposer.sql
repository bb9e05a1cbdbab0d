-- Of how many those who proposed a project are a part: the law asks for a tenth of the villagers or a third of the delegates.

ALTER TABLE proposal ADD COLUMN proposer_of INTEGER
    CONSTRAINT more_signed_than_there_are CHECK (proposer_count <= proposer_of); -- villagers or delegates in all; NULL: not told
