-- rule: own-front
-- title: front matter with a key that is none
-- colour: red
SELECT 1
