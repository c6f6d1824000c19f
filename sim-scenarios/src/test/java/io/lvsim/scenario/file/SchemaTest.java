package io.lvsim.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lvsim.scenario.library.ScenarioLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The JSON schema for editors and the reader know the same fields and accept the same files. */
class SchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ScenarioLibrary.schema());

  static Stream<String> builtIns() {
    return ScenarioLibrary.entries().stream().map(ScenarioLibrary.Entry::name);
  }

  private static List<String> complaints(String yaml) {
    Node root = new Compose(LoadSettings.builder().build()).composeString(yaml).orElseThrow();
    return SCHEMA.validate(json(root), InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private static String json(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        List<String> members = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
          String key = ((ScalarNode) tuple.getKeyNode()).getValue();
          members.add(quoted(key) + ":" + json(tuple.getValueNode()));
        }
        yield "{" + String.join(",", members) + "}";
      }
      case SequenceNode sequence ->
          sequence.getValue().stream().map(SchemaTest::json).toList().toString();
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalArgumentException(node.toString());
    };
  }

  private static String scalar(ScalarNode scalar) {
    boolean bare =
        List.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL).contains(scalar.getTag())
            && !scalar.getValue().isEmpty();
    if (scalar.getTag().equals(Tag.NULL)) {
      return "null";
    }
    return bare ? scalar.getValue() : quoted(scalar.getValue());
  }

  private static String quoted(String text) {
    return new ObjectMapper().writeValueAsString(text);
  }

  @Test
  void everyFieldOfTheReaderIsInTheSchemaAndViceVersa() {
    JsonNode definitions = new ObjectMapper().readTree(ScenarioLibrary.schema()).get("$defs");
    for (Shape shape : Shapes.ALL) {
      JsonNode definition = definitions.get(shape.name());
      assertThat(definition).as("definition of " + shape.name()).isNotNull();
      assertThat(definition.get("additionalProperties").asBoolean()).isFalse();
      assertThat(definition.get("properties").propertyNames())
          .as("fields of " + shape.name())
          .containsExactlyInAnyOrderElementsOf(shape.fields());
    }
    List<String> objects = new ArrayList<>();
    definitions.forEachEntry((name, definition) -> {
      if (definition.has("properties")) {
        objects.add(name);
      }
    });
    assertThat(Shapes.ALL.stream().map(Shape::name)).containsExactlyInAnyOrderElementsOf(objects);
  }

  @ParameterizedTest
  @MethodSource("builtIns")
  void everyBuiltInScenarioIsValid(String name) {
    assertThat(complaints(ScenarioLibrary.text(name).orElseThrow())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topology: { preset: dr-lan, client: [10.0.0.1] }\nsteps: []\n",
        "topology: { preset: lan }\nsteps: []\n",
        "topology: { preset: dr-lan, vip: 192.168.2.288 }\nsteps: []\n",
        "topology: { preset: dr-lan }\n",
        "steps: []\n",
        "topology: { preset: dr-lan }\nsteps: [{ wait: 20 }]\n",
        "topology: { preset: dr-lan }\nsteps: [{ on: a, run: b, wait: 1s }]\n",
        "topology: { preset: dr-lan }\nsteps: [{ fault: { link: a, state: down } }]\n",
        "topology: { preset: dr-lan }\nsteps: [{ check: [bypassed: none] }]\n",
        "topology: { preset: dr-lan }\nseed: -1\nsteps: []\n",
      })
  void whatTheReaderRefusesTheSchemaRefusesToo(String yaml) {
    assertThat(complaints(yaml)).isNotEmpty();
  }
}
