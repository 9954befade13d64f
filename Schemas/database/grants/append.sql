GRANT EXECUTE ON FUNCTION registry.append(
  integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[],
  integer[], uuid[], text[], integer[])
  TO registry_app;
