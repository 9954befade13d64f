-- A read model now says how it forgets a stream: install takes one more text.
DROP FUNCTION IF EXISTS projection.install(text, integer, text[], text[], text, text);
