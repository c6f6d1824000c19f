package io.lvsim.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Holds JSON against schemas. */
final class JsonSchemas {
  private JsonSchemas() {}

  /** What a schema of draft 2020-12 has against a document; empty if nothing. */
  static List<String> complaints(String json, String schema) {
    return complaints(json, schema, SpecificationVersion.DRAFT_2020_12);
  }

  /** What OASIS's schema has against a SARIF log. */
  static List<String> complaintsAboutSarif(String json) throws IOException {
    try (InputStream in = JsonSchemas.class.getResourceAsStream("audit/sarif-schema-2.1.0.json")) {
      String schema = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return complaints(json, schema, SpecificationVersion.DRAFT_7);
    }
  }

  private static List<String> complaints(String json, String schema, SpecificationVersion version) {
    return SchemaRegistry.withDefaultDialect(version)
        .getSchema(schema)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }
}
