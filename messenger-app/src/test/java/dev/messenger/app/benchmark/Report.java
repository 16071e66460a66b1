package dev.messenger.app.benchmark;

import dev.messenger.app.benchmark.Contest.Spread;
import dev.messenger.app.benchmark.Load.Sample;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table that the benchmark writes, in Markdown: medians with the least and the greatest of the rounds. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    void heading(String heading, String explanation, String columns) {
        text.append("\n## ").append(heading).append("\n\n").append(explanation).append("\n\n");
        text.append("| ").append(columns).append(" |\n");
        text.append("|---".repeat((int) columns.chars().filter(c -> c == '|').count() + 1))
                .append("|\n");
        System.out.println(heading);
    }

    void row(String... cells) {
        String row = "| " + String.join(" | ", cells) + " |";
        text.append(row).append('\n');
        System.out.println(row);
    }

    /** A contender: requests a second, latencies, and how it compares with another one. */
    void row(String what, Contest contest, String contender, @Nullable String comparedWith) {
        row(
                what,
                rate(contest.of(contender, Sample::perSecond)),
                figure(contest.of(contender, Sample::p50).median()),
                figure(contest.of(contender, Sample::p99).median()),
                Long.toString(contest.failures(contender)),
                comparedWith == null ? "" : ratio(contest.ratio(contender, comparedWith)));
    }

    static String rate(Spread spread) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", spread.median(), spread.least(), spread.greatest());
    }

    static String ratio(Spread spread) {
        return String.format(
                Locale.ROOT, "**%.2f** (%.2f to %.2f)", spread.median(), spread.least(), spread.greatest());
    }

    static String figure(double value) {
        return value == 0 ? "" : String.format(Locale.ROOT, "%.1f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
