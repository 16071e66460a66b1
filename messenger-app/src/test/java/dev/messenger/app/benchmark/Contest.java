package dev.messenger.app.benchmark;

import dev.messenger.app.benchmark.Load.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Contenders that are measured in turn, round after round, so that whatever else the machine does meets all of them. A ratio is
 * taken within each round; the first round warms up and does not count.
 */
final class Contest {

    private final Map<String, Supplier<Sample>> contenders = new LinkedHashMap<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    Contest with(String contender, Supplier<Sample> run) {
        contenders.put(contender, run);
        return this;
    }

    Contest run(Load load, Options options) {
        for (int round = 0; round <= options.rounds(); round++) {
            if (round == 0) {
                load.warmingUp(options.warmUp());
            } else {
                load.lasting(options.seconds());
            }
            for (Map.Entry<String, Supplier<Sample>> contender : contenders.entrySet()) {
                Sample sample = contender.getValue().get();
                if (round > 0) {
                    samples.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        return this;
    }

    /** The median of a figure, and how far the rounds are apart. */
    Spread of(String contender, ToDoubleFunction<Sample> figure) {
        return Spread.of(
                samples.get(contender).stream().mapToDouble(figure).sorted().toArray());
    }

    /** How many times as fast one is as another. */
    Spread ratio(String one, String other) {
        List<Sample> ones = samples.get(one);
        List<Sample> others = samples.get(other);
        double[] ratios = new double[ones.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = ones.get(round).perSecond() / others.get(round).perSecond();
        }
        Arrays.sort(ratios);
        return Spread.of(ratios);
    }

    long failures(String contender) {
        return samples.get(contender).stream().mapToLong(Sample::failures).sum();
    }

    /** Median, least and greatest. */
    record Spread(double median, double least, double greatest) {

        private static Spread of(double[] sorted) {
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }
    }
}
