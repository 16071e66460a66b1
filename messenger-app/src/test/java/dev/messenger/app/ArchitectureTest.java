package dev.messenger.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.messenger.archrules.HexagonalRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the whole project, all modules at once, against the rules of {@code docs/conformance.md}. */
class ArchitectureTest {

    private static final JavaClasses PROJECT = HexagonalRules.importMainClasses("dev.messenger");
    private static final String HTTP = "dev.messenger.adapter.http";

    private static final HexagonalRules RULES = HexagonalRules.forRoot("dev.messenger")
            .withRooms("inmemory")
            .withVendor(
                    "jdbc",
                    "com.zaxxer.hikari..",
                    "java.sql..",
                    "javax.sql..",
                    "org.flywaydb..",
                    "org.jdbi..",
                    "org.postgresql..")
            .withVendor("redis", "io.lettuce..", "io.netty..", "reactor..")
            .withVendor("s3", "io.minio..", "okhttp3..", "software.amazon.awssdk..")
            .withVendor(
                    "http",
                    "com.fasterxml.jackson..",
                    "io.javalin..",
                    "jakarta.servlet..",
                    "org.eclipse.jetty..",
                    "tools.jackson..")
            .withVendor("security", "javax.crypto..")
            .exempting(
                    "adapters-apart",
                    "dev.messenger.adapter.inmemory.InMemoryMessenger",
                    "it wires a whole messenger without the app: memory, and the security of the JDK")
            .withVendor(
                    "app",
                    "ch.qos.logback..",
                    "com.github.benmanes.caffeine..",
                    "com.auth0..",
                    "dev.samstevens.totp..",
                    "jakarta.mail..",
                    "org.bouncycastle..",
                    "org.eclipse.angus..")
            .exempting(
                    "every-class-has-a-room",
                    "dev.messenger.embedded..",
                    "a library that starts PostgreSQL, Redis and an S3 store and depends on no other module")
            .exempting(
                    "vendors-stay-home",
                    "dev.messenger.embedded..",
                    "creates the first database user by JDBC, and serves objects by S3Proxy on Jetty with types of the AWS SDK")
            .withExceptionRoot("dev.messenger.domain.shared.MessengerException")
            .withLongestFile(320);

    @Test
    void isKeptByTheWholeProject() {
        RULES.check(PROJECT);
    }

    @Test
    void seesEveryRoomAndNoTests() {
        assertThat(PROJECT.stream().map(type -> type.getPackageName()).distinct())
                .contains(
                        "dev.messenger.domain.chat",
                        "dev.messenger.application.chat",
                        "dev.messenger.application.chat.port",
                        "dev.messenger.app")
                .anyMatch(name -> name.startsWith("dev.messenger.adapter.inmemory"))
                .anyMatch(name -> name.startsWith("dev.messenger.adapter.jdbc"))
                .anyMatch(name -> name.startsWith("dev.messenger.adapter.redis"))
                .anyMatch(name -> name.startsWith("dev.messenger.adapter.s3"))
                .anyMatch(name -> name.startsWith("dev.messenger.adapter.http"))
                .noneMatch(name -> name.startsWith("dev.messenger.archrules"));
        assertThat(PROJECT.stream().map(type -> type.getSimpleName()))
                .noneMatch(name -> name.endsWith("Test") || name.endsWith("IT") || name.endsWith("Contract"));
    }

    @Test
    @Tag("E4")
    void theLibraryStartsThreadsInOnePlace() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.messenger.domain..",
                        "dev.messenger.application..",
                        "dev.messenger.adapter.inmemory..",
                        "dev.messenger.adapter.security..")
                .and()
                .doNotHaveFullyQualifiedName("dev.messenger.application.event.Follower")
                .should()
                .callMethodWhere(target(owner(type(Thread.class))).and(target(nameMatching("start|of.*"))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Timer|concurrent\\.(Executors|ForkJoinPool|CompletableFuture))")
                .because("a follower runs when somebody asked for it: Background and Realtime; all else runs on the"
                        + " threads of its callers")
                .check(PROJECT);
    }

    /** What a port takes and returns is for everybody; the port itself is for use cases. */
    private static final DescribedPredicate<JavaClass> DRIVEN_PORT = resideInAPackage(
                    "dev.messenger.application..port..")
            .and(describe(
                    "are driven ports",
                    type -> type.isInterface() && !type.reflect().isSealed()));

    @Test
    void httpUsesNothingButUseCases() {
        noClasses()
                .that()
                .resideInAPackage("dev.messenger.adapter.http..")
                .should()
                .dependOnClassesThat(DRIVEN_PORT)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.messenger.application.Ports")
                .because("whatever can be done over HTTP can be done by an embedding program with the same calls")
                .check(PROJECT);
    }

    @Test
    void jsonKnowsNeitherEndpointsNorTheServer() {
        noClasses()
                .that()
                .resideInAPackage(HTTP + ".json..")
                .should()
                .dependOnClassesThat(resideInAPackage(HTTP + "..").and(not(resideInAPackage(HTTP + ".json.."))))
                .because("reading and writing JSON can be understood and tested alone")
                .check(PROJECT);
    }

    @Test
    void endpointsAreDeclaredWithoutTheServer() {
        noClasses()
                .that()
                .resideInAPackage(HTTP + ".endpoint..")
                .should()
                .dependOnClassesThat(resideInAPackage(HTTP + "..")
                        .and(not(resideInAnyPackage(HTTP + ".endpoint..", HTTP + ".json.."))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty.."))
                .because("a declaration says what an endpoint is, and the server is one of its readers")
                .check(PROJECT);
    }

    @Test
    void theServerKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage(HTTP + ".server..")
                .should()
                .dependOnClassesThat(resideInAPackage(HTTP + "..")
                        .and(not(resideInAnyPackage(HTTP + ".server..", HTTP + ".endpoint..", HTTP + ".json.."))))
                .because("an endpoint is added without a change to the server")
                .check(PROJECT);
    }

    @Test
    void httpFeaturesDoNotKnowTheServer() {
        noClasses()
                .that()
                .resideInAPackage(HTTP + "..")
                .and()
                .resideOutsideOfPackage(HTTP + ".server..")
                .should()
                .dependOnClassesThat(resideInAPackage(HTTP + ".server.."))
                .because("features declare endpoints, and messenger-app gives these to the server")
                .check(PROJECT);
    }
}
