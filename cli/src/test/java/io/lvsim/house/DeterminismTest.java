package io.lvsim.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Same scenario, same seed, same bytes: what would break that is not used. */
class DeterminismTest {
  private static final String[] SIMULATED = {
    "io.lvsim.engine..",
    "io.lvsim.wire..",
    "io.lvsim.trace..",
    "io.lvsim.link..",
    "io.lvsim.netfilter..",
    "io.lvsim.host..",
    "io.lvsim.transport..",
    "io.lvsim.ipvs..",
    "io.lvsim.app..",
    "io.lvsim.question..",
    "io.lvsim.process..",
    "io.lvsim.pattern..",
    "io.lvsim.files..",
    "io.lvsim.lab..",
    "io.lvsim.shell..",
    "io.lvsim.command..",
    "io.lvsim.daemon..",
    "io.lvsim.topology..",
    "io.lvsim.scenario..",
  };

  /** What {@code clock: real} asks for: events wait for the wall clock, which they never see. */
  private static final String PACED_BY_THE_WALL_CLOCK = "io.lvsim.scenario.run.Clockwork";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.lvsim");

  @Test
  void nothingAsksAClockButTheEngines() {
    noClasses()
        .that()
        .resideInAnyPackage(SIMULATED)
        .and()
        .doNotHaveFullyQualifiedName(PACED_BY_THE_WALL_CLOCK)
        .should()
        .callMethodWhere(
            calls("a wall clock", "java.lang.System", Set.of("nanoTime", "currentTimeMillis")))
        .orShould()
        .callMethodWhere(
            callsWithoutArgument(
                "now without a clock",
                Set.of(
                    "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalTime",
                    "java.time.LocalDateTime",
                    "java.time.ZonedDateTime",
                    "java.time.OffsetDateTime")))
        .check(HOUSE);
  }

  @Test
  void nothingDrawsRandomNumbersButTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(SIMULATED)
        .should()
        .callMethodWhere(calls("randomness", "java.lang.Math", Set.of("random")))
        .orShould()
        .dependOnClassesThat(assignableTo(java.util.random.RandomGenerator.class))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.UUID")
        .check(HOUSE);
  }

  /** Their order depends on hash codes, which differ from run to run. */
  @Test
  void nothingUsesUnorderedMapsAndSets() {
    noClasses()
        .that()
        .resideInAnyPackage(SIMULATED)
        .or()
        .resideInAnyPackage(
            "io.lvsim.scenario..", "io.lvsim.report..", "io.lvsim.capture..", "io.lvsim.audit..")
        .should()
        .callConstructor(java.util.HashMap.class)
        .orShould()
        .callConstructor(java.util.HashMap.class, int.class)
        .orShould()
        .callConstructor(java.util.HashMap.class, java.util.Map.class)
        .orShould()
        .callConstructor(java.util.HashSet.class)
        .orShould()
        .callConstructor(java.util.HashSet.class, int.class)
        .orShould()
        .callConstructor(java.util.HashSet.class, java.util.Collection.class)
        .orShould()
        .dependOnClassesThat(
            assignableTo(java.util.WeakHashMap.class)
                .or(assignableTo(java.util.concurrent.ConcurrentHashMap.class)))
        .check(HOUSE);
  }

  @Test
  void nothingRunsInThreadsOfItsOwnBelowTheProcesses() {
    noClasses()
        .that()
        .resideInAnyPackage("io.lvsim.engine..", "io.lvsim.wire..", "io.lvsim.link..")
        .or()
        .resideInAnyPackage("io.lvsim.host..", "io.lvsim.transport..", "io.lvsim.ipvs..")
        .should()
        .dependOnClassesThat(assignableTo(Thread.class))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..")
        .check(HOUSE);
  }

  private static DescribedPredicate<JavaCall<?>> calls(
      String what, String owner, Set<String> methods) {
    return DescribedPredicate.describe(
        what,
        call -> call.getTargetOwner().getName().equals(owner) && methods.contains(call.getName()));
  }

  private static DescribedPredicate<JavaCall<?>> callsWithoutArgument(
      String what, Set<String> owners) {
    return DescribedPredicate.describe(
        what,
        call -> {
          JavaClass owner = call.getTargetOwner();
          return owners.contains(owner.getName())
              && call.getName().equals("now")
              && call.getTarget().getRawParameterTypes().isEmpty();
        });
  }
}
