GRANT EXECUTE ON FUNCTION registry.append(
  integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[])
  TO registry_app;
