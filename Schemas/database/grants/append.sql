GRANT EXECUTE ON FUNCTION registry.append(
  integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[],
  integer[], uuid[])
  TO registry_app;
