package dev.messenger.domain.media;

import dev.messenger.domain.shared.InvalidValue;
import java.util.List;

/**
 * The loudness of a recording over time, for drawing (rule D3).
 *
 * @param points 1 to 512 integers of 0 to 31
 */
public record Waveform(List<Integer> points) {

    private static final int MAX_POINTS = 512;
    private static final int MAX_LEVEL = 31;

    /** @throws InvalidValue when there are none, too many, or one is out of range */
    public Waveform {
        if (points.isEmpty() || points.size() > MAX_POINTS) {
            throw new InvalidValue(
                    "waveform_points", "must have 1 to %d points, has %d".formatted(MAX_POINTS, points.size()));
        }
        for (int point : points) {
            if (point < 0 || point > MAX_LEVEL) {
                throw new InvalidValue("waveform_points", "each must be 0 to %d, got %d".formatted(MAX_LEVEL, point));
            }
        }
        points = List.copyOf(points);
    }
}
