package dev.messenger.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

@Tag("O2")
class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://u:p@db/m                    | jdbc:postgresql://db:5432/m?user=u&password=p
            postgres://u@db:6432/m                   | jdbc:postgresql://db:6432/m?user=u
            postgresql://db.example/m?sslmode=verify-full | jdbc:postgresql://db.example:5432/m?sslmode=verify-full
            postgresql://u:a%40b%2Fc+d@[::1]:5433/m  | jdbc:postgresql://[::1]:5433/m?user=u&password=a%40b%2Fc%2Bd
            postgresql://u:p@a,b:5433/m              | jdbc:postgresql://a:5432,b:5433/m?user=u&password=p&targetServerType=primary
            postgresql://u:p@[::1],b/m?targetServerType=any | jdbc:postgresql://[::1]:5432,b:5432/m?user=u&password=p&targetServerType=any
            jdbc:postgresql://a,b/m?user=u           | jdbc:postgresql://a,b/m?user=u
            """)
    void becomesWhatTheDriverTakes(String url, String jdbc) {
        assertThat(DatabaseUrl.toJdbc(url)).isEqualTo(jdbc);
        assertThat(Driver.parseURL(jdbc, new Properties())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:secret@db/m",
                "postgresql://u:secret@db",
                "postgresql://u:secret@db/",
                "postgresql://u:secret@/m",
                "postgresql://u:secret@a,/m",
                "postgresql://u:secret@,b/m",
                "postgresql://u:secret@a:x/m",
                "postgresql://u:secret@a b/m",
                "postgresql://u:secret@-a/m",
                "db"
            })
    void anythingElseIsRefusedWithoutTheSecret(String url) {
        assertThatThrownBy(() -> DatabaseUrl.toJdbc(url))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("DATABASE_URL")
                .message()
                .doesNotContain("secret")
                .hasLineCount(1);
    }
}
